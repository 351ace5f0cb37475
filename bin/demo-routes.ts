import { z } from 'zod';
import { type AnyRoute, route } from '../core/http/route.js';
import { campusOf } from '../core/http/routes/campus-of.js';
import type { Gates } from '../simulators/start-gates.js';
import type { Services } from '../simulators/start-services.js';
import { demoPages } from '../web/pages/demo/routes.js';
import type { Scene } from '../web/pages/demo/scene.js';
import { forwardTo, refuseForeign } from './demo-forward.js';
import { DemoHands } from './demo-hands.js';
import { hasLeft, markLeft } from './demo-leavers.js';
import { DemoVisits } from './demo-visits.js';
import type { RunningHub } from './start-hub.js';

/** Below these the hub shows the pages of the virtual campus. */
export const DEVICES = '/demo/devices';
export const INBOX = '/demo/inbox';
export const SLIPS = '/demo/slips';

export interface DemoAsk {
  hub: RunningHub;
  services: Services;
  gates: Gates;
  password: string;
  now: () => number;
}

const leaver = z.object({ person: z.string().max(64), left: z.boolean() });
const visit = z.object({ begins: z.enum(['now', 'later']) });

/** Puts the demo's page on the hub, what its buttons do, and the pages of the virtual campus below it. */
export function addDemo(ask: DemoAsk): void {
  const { hub, services, gates } = ask;
  hub.routes.mount(DEVICES, forwardTo(gates.gatesPageUrl, DEVICES, hub.url));
  hub.routes.mount(INBOX, forwardTo(services.messages.inboxUrl, INBOX, hub.url));
  hub.routes.mount(SLIPS, forwardTo(services.appointments.pageUrl, SLIPS, hub.url));
  for (const one of [...demoPages(hub.context, sceneOf(ask)), ...actions(ask)]) hub.routes.add(one);
}

function actions({ hub, services, password, now }: DemoAsk): AnyRoute[] {
  const hands = new DemoHands(hub, password, services);
  const visits = new DemoVisits(hands, now);
  return [
    route({
      method: 'post',
      path: '/demo/{campus}/left',
      role: 'public',
      summary: 'The demo: HR says that a person has left, or is back',
      body: leaver,
      async handle({ params, body, request }) {
        refuseForeign(request, hub.url);
        await markLeft(hands, campusOf(hub.context, params).slug, body.person, body.left);
        return { json: { left: body.left } };
      },
    }),
    route({
      method: 'post',
      path: '/demo/{campus}/visit',
      role: 'public',
      summary: 'The demo: a visitor is invited; answers the link of the mail',
      body: visit,
      async handle({ params, body, request }) {
        refuseForeign(request, hub.url);
        const { file } = campusOf(hub.context, params);
        return { json: { link: await visits.link(file, body.begins) } };
      },
    }),
  ];
}

function sceneOf({ hub, services, gates }: DemoAsk): Scene {
  return {
    people: (campus) =>
      listed(services, campus).map((person) => ({
        key: person.sourceKey,
        login: person.shownLogin,
        name: person.name,
        story: person.story ?? null,
        left: hasLeft(services, campus, person),
      })),
    devices: (campus) =>
      (hub.context.snapshots.bySlug(campus)?.file.devices ?? []).flatMap(({ id }) => {
        const gate = gates.find(campus, id)?.view();
        if (!gate) return [];
        const points = gate.points.map((point) => point.id);
        return [{ id, kind: gate.kind, href: `${DEVICES}/${campus}/${id}`, points }];
      }),
  };
}

/** Who is to be chosen, with what is typed at sign-in: who shares a prefix with somebody types the whole address. */
export function listed(services: Services, campus: string) {
  const people = services.people(campus).people.filter((person) => person.demo);
  const shared = (name: string) => people.filter(({ loginName }) => loginName === name).length > 1;
  return people.map((person) => ({
    ...person,
    shownLogin: shared(person.loginName) ? person.email : person.loginName,
  }));
}
