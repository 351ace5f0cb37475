import type { CampusFile } from '../../../core/campus-file/schema.js';
import { type Language, type Localized, localized } from '../../../core/domain/languages.js';
import type { Snapshot } from '../../../core/snapshots/snapshot.js';
import { readDeviceStates } from '../../../core/store/device-states.js';
import type { Context } from '../../../core/use-cases/context.js';
import type { Demo } from './demo.js';
import { LANDING_WORDS, type LandingWords } from './words.js';

export interface CampusView {
  slug: string;
  mark: string;
  name: string;
  links: { href: string; label: string }[];
  people: { login: string; story: string; href: string; be: string }[];
  /** State of those that keep a connection. */
  devices: {
    name: string;
    state: { id: string; name: string } | null;
    points: string;
    href: string | null;
  }[];
  places: PlaceView[];
}

export interface PlaceView {
  title: string;
  about: string;
  href: string;
}

/** One campus as the landing page shows it: its pages, and in the demo its people, devices and other places. */
export async function campusView(
  context: Context,
  snapshot: Snapshot,
  demo: Demo | null,
  language: Language,
): Promise<CampusView> {
  const { slug, file } = snapshot;
  return {
    slug,
    mark: file.branding.logoText,
    name: localized(file.campus.name, language),
    links: linksOf(file, LANDING_WORDS[language]),
    people: (demo?.people(slug) ?? []).map((person) => personView(slug, person, language)),
    devices: demo ? await deviceViews(context, snapshot, demo, language) : [],
    places: placesOf(demo, slug, language),
  };
}

export function placesOf(demo: Demo | null, campus: string | null, language: Language): PlaceView[] {
  const say = (text: Localized) => localized(text, language);
  return (demo?.places ?? [])
    .filter((place) => place.campus === campus)
    .map(({ title, about, href }) => ({ title: say(title), about: say(about), href }));
}

function linksOf({ campus: { slug }, visits }: CampusFile, words: LandingWords): CampusView['links'] {
  return [
    { href: `/${slug}/wallet`, label: words.wallet },
    { href: `/${slug}/premises`, label: words.premises },
    ...(visits ? [{ href: `/${slug}/visits`, label: words.visits }] : []),
    ...(visits?.alumni ? [{ href: `/${slug}/alumni`, label: words.alumni }] : []),
    { href: `/${slug}/portal/linked-device`, label: words.portal },
    { href: `/${slug}/console`, label: words.console },
  ];
}

function personView(
  slug: string,
  person: ReturnType<Demo['people']>[number],
  language: Language,
): CampusView['people'][number] {
  const name = language === 'en' ? person.name.en : (person.name.zh ?? person.name.en);
  const to = `/${slug}/${person.opens ?? (person.admin ? 'console' : 'wallet')}`;
  const query = new URLSearchParams({ to, login_hint: person.loginName });
  return {
    login: person.loginName,
    story: person.story ? localized(person.story, language) : '',
    href: `/${slug}/sign-in?${query}`,
    be: LANDING_WORDS[language].be(name),
  };
}

async function deviceViews(
  context: Context,
  snapshot: Snapshot,
  demo: Demo,
  language: Language,
): Promise<CampusView['devices']> {
  const words = LANDING_WORDS[language];
  const states = await readDeviceStates(context.pool, snapshot.campus);
  const { points: known, devices } = snapshot.file;
  return devices.map((device) => {
    const state = states.get(device.id)?.online ? 'online' : 'offline';
    const names = device.points.map((id) => known.find((point) => point.id === id)?.name);
    const points = names.map((name) => (name ? localized(name, language) : ''));
    return {
      name: localized(device.name, language),
      state: device.kind === 'mqtt' ? { id: state, name: words[state] } : null,
      // Of a device with one point the name says it all.
      points: points.length > 1 ? points.join(' · ') : '',
      href: demo.gateHref(snapshot.slug, device.id),
    };
  });
}
