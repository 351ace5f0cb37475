import type { DeviceView } from '../../../core/domain/devices.js';
import { type Language, type Localized, localized } from '../../../core/domain/languages.js';
import type { PluginHost } from '../../../core/host/plugin-host.js';
import { CONSOLE_PAGES } from '../../../core/http/page/console-nav.js';
import { template } from '../../../core/http/page/template.js';
import type { Principal } from '../../../core/http/principal.js';
import type { Answer, RouteAsk } from '../../../core/http/route.js';
import { campusOf } from '../../../core/http/routes/campus-of.js';
import { seenAreas } from '../../../core/http/seen-areas.js';
import type { Snapshot } from '../../../core/snapshots/snapshot.js';
import type { Context } from '../../../core/use-cases/context.js';
import { consolePage } from '../../components/console-frame/console-frame.js';
import { shortMomentText } from '../../components/visit-facts/when.js';
import { PLACE_WORDS, type PlaceWords } from './words/index.js';

/** What the pages of places and devices work with. */
export interface PlacesDesk {
  context: Context;
  snapshot: Snapshot;
  principal: Principal | null;
  language: Language;
  words: PlaceWords;
  /** `/{campus}/console`. */
  base: string;
  /** Areas of whoever looks; null for all. */
  seen: ReadonlySet<string> | null;
  say(text: Localized): string;
  /** An instant in the campus's zone; empty for none. */
  moment(at: Date | number | null): string;
}

export type PlacesAsk = Pick<RouteAsk<unknown, unknown>, 'params' | 'principal' | 'language'>;

const frame = template<{
  words: PlaceWords;
  base: string;
  places: boolean;
  owned: string;
  zone: string;
  body: string;
}>(new URL('./frame.hbs', import.meta.url));

/** A page of places or devices for whoever asks, its body under the two tabs. */
export async function placesPage(
  context: Context,
  host: PluginHost,
  ask: PlacesAsk,
  show: (desk: PlacesDesk) => Promise<{ body: string; places: boolean }>,
): Promise<Answer> {
  const desk = deskOf(context, ask);
  const { snapshot, principal, language, words, base, seen } = desk;
  const { body: inner, places } = await show(desk);
  const owned = seen === null ? '' : words.owned;
  const zone = words.zone(snapshot.file.campus.timeZone);
  const body = frame({ words, base, places, owned, zone, body: inner });
  const { title } = words;
  const style = 'console-places';
  return { html: consolePage({ host, snapshot, principal, language, page: 'places', title, body, style }) };
}

export function deskOf(context: Context, { params, principal, language }: PlacesAsk): PlacesDesk {
  const snapshot = campusOf(context, params);
  const { timeZone } = snapshot.file.campus;
  return {
    ...{ context, snapshot, principal, language },
    words: PLACE_WORDS[language],
    base: `/${snapshot.slug}/console`,
    seen: seenAreas(principal, CONSOLE_PAGES.places.roles),
    say: (text) => localized(text, language),
    moment: (at) => (at === null ? '' : shortMomentText(new Date(at), language, timeZone, context.now())),
  };
}

/** The devices that whoever looks may see, by id: of an owner of areas those that serve a point there. */
export function devicesSeen({ snapshot, seen }: PlacesDesk): DeviceView[] {
  const all = [...snapshot.devices.values()];
  if (seen === null) return all;
  const mine = new Set(snapshot.file.points.filter(({ area }) => seen.has(area)).map(({ id }) => id));
  return all.filter(({ points }) => points.some((id) => mine.has(id)));
}
