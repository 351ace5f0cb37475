import { renderPage } from '../../../core/http/page/layout.js';
import { template } from '../../../core/http/page/template.js';
import { type AnyRoute, route } from '../../../core/http/route.js';
import type { Snapshot } from '../../../core/snapshots/snapshot.js';
import type { Context } from '../../../core/use-cases/context.js';
import type { Demo } from './demo.js';
import { type CampusView, campusView, type PlaceView, placesOf } from './view.js';
import { LANDING_WORDS, type LandingWords } from './words.js';

interface View {
  words: LandingWords;
  demo: boolean;
  steps: readonly string[];
  jumps: { id: string; name: string }[];
  campuses: CampusView[];
  places: PlaceView[];
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
      const snapshots = context.snapshots.all();
      const campuses = await Promise.all(
        snapshots.map((snapshot) => campusView(context, snapshot, now, language)),
      );
      const places = placesOf(now, null, language);
      const body = page({
        words,
        // Without a campus there is nothing to try.
        demo: now !== null && campuses.length > 0,
        steps: stepsFor(snapshots, words),
        jumps: jumpsTo(campuses, places, words),
        campuses,
        places,
      });
      const styles = ['/assets/styles/pages.css', '/assets/styles/landing.css'];
      const files = snapshots.map(({ file }) => file);
      const kind = 'landing';
      return {
        html: renderPage({ campus: null, campuses: files, language, title: words.title, body, styles, kind }),
      };
    },
  });
}

/** Only what some campus of this hub offers. */
function stepsFor(snapshots: readonly Snapshot[], { steps }: LandingWords): string[] {
  const visits = snapshots.some(({ file }) => file.visits !== undefined);
  return [steps.mishaps, ...(visits ? [steps.visits] : []), steps.admin];
}

function jumpsTo(campuses: CampusView[], places: PlaceView[], words: LandingWords): View['jumps'] {
  const ids = campuses.map(({ slug, name }) => ({ id: `campus-${slug}`, name }));
  return places.length > 0 ? [...ids, { id: 'around', name: words.around }] : ids;
}
