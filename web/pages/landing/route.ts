import { type Language, type Localized, localized } from '../../../core/domain/languages.js';
import { renderPage } from '../../../core/http/page/layout.js';
import { template } from '../../../core/http/page/template.js';
import { type AnyRoute, route } from '../../../core/http/route.js';
import type { Snapshot } from '../../../core/snapshots/snapshot.js';
import { readDeviceStates } from '../../../core/store/device-states.js';
import type { Context } from '../../../core/use-cases/context.js';
import { LANDING_WORDS, type LandingWords } from './words.js';

/** Whom and what the demo offers; absent in production. */
export interface Demo {
  people(
    campus: string,
  ): { loginName: string; name: { en: string; zh?: string }; story?: Localized; admin: boolean }[];
  /** The page of a simulated device. */
  gateHref(campus: string, device: string): string | null;
}

interface View {
  words: LandingWords;
  demo: boolean;
  campuses: object[];
}
const page = template<View>(new URL('./landing.hbs', import.meta.url));

/** `/`: the campuses of this hub and, in the demo, the people to be and the gates. */
export function landingPage(context: Context, demo: () => Demo | null): AnyRoute {
  return route({
    method: 'get',
    path: '/',
    role: 'public',
    summary: 'The campuses of this hub',
    async handle({ language }) {
      const words = LANDING_WORDS[language];
      const now = demo();
      const campuses = await Promise.all(
        context.snapshots.all().map((snapshot) => campusView(context, snapshot, now, language)),
      );
      const body = page({ words, demo: now !== null, campuses });
      const styles = ['/assets/styles/pages.css'];
      const files = context.snapshots.all().map(({ file }) => file);
      const kind = 'landing';
      return {
        html: renderPage({ campus: null, campuses: files, language, title: words.title, body, styles, kind }),
      };
    },
  });
}

async function campusView(
  context: Context,
  snapshot: Snapshot,
  demo: Demo | null,
  language: Language,
): Promise<object> {
  const { slug, file } = snapshot;
  return {
    slug,
    mark: file.branding.logoText,
    name: localized(file.campus.name, language),
    people: (demo?.people(slug) ?? []).map((person) => personView(slug, person, language)),
    gates: demo ? await gateViews(context, snapshot, demo, language) : [],
  };
}

function personView(slug: string, person: ReturnType<Demo['people']>[number], language: Language): object {
  const name = language === 'en' ? person.name.en : (person.name.zh ?? person.name.en);
  const to = person.admin ? `/${slug}/console/plugins` : `/${slug}/wallet`;
  const query = new URLSearchParams({ to, login_hint: person.loginName });
  return {
    name,
    login: person.loginName,
    story: person.story ? localized(person.story, language) : '',
    href: `/${slug}/sign-in?${query}`,
    be: LANDING_WORDS[language].be(name),
  };
}

async function gateViews(
  context: Context,
  snapshot: Snapshot,
  demo: Demo,
  language: Language,
): Promise<object[]> {
  const words = LANDING_WORDS[language];
  const states = await readDeviceStates(context.pool, snapshot.campus);
  return [...snapshot.devices.values()].map((device) => {
    const state = device.kind === 'http' ? 'http' : states.get(device.id)?.online ? 'online' : 'offline';
    const points = device.points.map((id) => snapshot.file.points.find((point) => point.id === id)?.name);
    return {
      name: localized(device.name, language),
      state,
      stateName: words[state],
      points: points.map((name) => (name ? localized(name, language) : '')).join(' · '),
      href: demo.gateHref(snapshot.slug, device.id),
      open: words.open,
    };
  });
}
