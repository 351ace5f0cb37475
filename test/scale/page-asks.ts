import type { AnyRoute } from '../../core/http/route.js';
import { type Who, whoMay } from './people-who-ask.js';
import type { Samples } from './samples.js';
import { SEEDED } from './seed/campus.js';

/** One page asked for by one who may see it. */
export interface PageAsk {
  /** As the route table has it. */
  route: string;
  path: string;
  who: Who;
  /** A form that only looks something up. */
  form?: Record<string, string>;
}

/** What cannot be asked for without a token of its own, or never ends. */
const APART = [
  '/{campus}/v/{token}',
  '/{campus}/g/{token}',
  '/{campus}/sign-in/{uid}',
  '/api/v1/campuses/{campus}/events/live',
];

/** Addresses of lists beside the bare one: each with its filters, as somebody would set them. */
const QUERIES: Record<string, string[]> = {};

/** Every GET route for everyone who may call it; a new page is found by itself. Routes that need a value nobody gave fail. */
export function pageAsks(routes: readonly AnyRoute[], samples: Samples): PageAsk[] {
  return routes
    .filter(({ method }) => method === 'get')
    .map(({ path, role }) => ({ path: path.replace(`/${SEEDED.slug}/`, '/{campus}/'), role }))
    .filter(({ path }) => !APART.includes(path))
    .flatMap(({ path, role }) =>
      whoMay(role).flatMap((who) =>
        ['', ...(QUERIES[path] ?? [])].map((query) => ({
          route: path + query,
          path: filled(path + query, samples),
          who,
        })),
      ),
    );
}

function filled(path: string, samples: Samples): string {
  return path.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    const value = samples[name];
    if (value === undefined) throw new Error(`${path}: nothing stands for {${name}}; give it a sample.`);
    return value;
  });
}
