import type { AnyRoute } from '../../core/http/route.js';
import { type Who, whoMay } from './people-who-ask.js';
import type { Samples } from './samples.js';
import { SEEDED, STAFF_LOGINS } from './seed/campus.js';

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
const QUERIES: Record<string, string[]> = {
  '/{campus}/console/events': [
    '?outcome=deny',
    '?point={point}&outcome=deny',
    '?device={device}',
    '?device={device}&reason=credential_frozen',
    '?reason=credential_frozen',
    // Nobody ever met it here: the search looks as far as it may and says so.
    '?outcome=deny&reason=permitted_by_origin',
    '?from={day}T08:00&until={day}T09:00',
    '?before={event}',
  ],
  '/api/v1/campuses/{campus}/events': ['?outcome=deny&limit=500', '?after={event}&outcome=deny'],
  '/{campus}/console/audit': [
    '?family=device',
    '?actorKind=holder',
    '?family=device&actorKind=plugin',
    '?subject=device:{device}',
    '?subject=person:{person}&from={day}',
    '?from={day}&until={day}',
  ],
  '/{campus}/console/audit/export.csv': ['?from={day}&until={day}'],
  '/{campus}/console/messages': ['?state=failed', '?channel=sms', '?state=uncertain&channel=sms'],
  '/{campus}/console/devices': ['?show=behind', '?show=offline', '?q=controller-1', '?after={device}'],
  '/{campus}/console/places': ['?q=floor', '?area={area}'],
  '/{campus}/console/rules': ['?q=rule-1', '?after={rule}'],
  '/{campus}/console/rules/week': ['?point={point}&group={group}'],
  '/{campus}/console/visits': ['?when=coming', '?state=all', '?when=coming&state=declined'],
};

/** What is looked up by a form, because no name stands in an address. */
const FORMS: Record<string, Record<string, string>[]> = {
  '/{campus}/console/people': [{ text: STAFF_LOGINS.holder }, { text: 'chan' }, { text: '陳 大' }],
  '/{campus}/console/visits': [{ name: 'chan' }],
};

/**
 * Every GET route for everyone who may call it, lists also by their filters, and forms that look something up. A new page
 * is found by itself. Routes that need a value nobody gave fail, and so do filters of a list that is no more.
 */
export function pageAsks(routes: readonly AnyRoute[], samples: Samples): PageAsk[] {
  const known = routes.map(({ method, path, role }) => ({
    method,
    path: path.replace(`/${SEEDED.slug}/`, '/{campus}/'),
    role,
  }));
  const gets = known.filter(({ method, path }) => method === 'get' && !APART.includes(path));
  const forms = known.filter(({ method, path }) => method === 'post' && path in FORMS);
  for (const [listed, of] of [[Object.keys(QUERIES), gets] as const, [Object.keys(FORMS), forms] as const])
    for (const path of listed)
      if (!of.some((one) => one.path === path)) throw new Error(`${path} is no page any more.`);
  return [
    ...gets.flatMap(({ path, role }) =>
      whoMay(role).flatMap((who) =>
        ['', ...(QUERIES[path] ?? [])].map((query) => ask(path + query, who, samples)),
      ),
    ),
    ...forms.flatMap(({ path, role }) =>
      whoMay(role).flatMap((who) =>
        (FORMS[path] ?? []).map((form) => ({ ...ask(path, who, samples), form })),
      ),
    ),
  ];
}

function ask(route: string, who: Who, samples: Samples): PageAsk {
  return { route, path: filled(route, samples), who };
}

function filled(path: string, samples: Samples): string {
  return path.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    const value = samples[name];
    if (value === undefined) throw new Error(`${path}: nothing stands for {${name}}; give it a sample.`);
    return value;
  });
}
