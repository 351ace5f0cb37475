import { Problem } from '../../../core/domain/problem.js';
import { type AnyRoute, route } from '../../../core/http/route.js';
import type { Desk } from '../desk.js';
import { cardAnswer, cardOf, helpDesk } from './card.js';

/** A screen capture freezes the card; and the way out of that. */
export function captureRoutes(desk: Desk): AnyRoute[] {
  return [reportRoute(desk), confirmRoute(desk)];
}

function reportRoute(desk: Desk): AnyRoute {
  return route({
    method: 'post',
    path: `${desk.api}/captures`,
    role: 'public',
    summary: 'Mini program: a screen capture was noticed; the card is frozen when this is answered',
    answer: cardAnswer,
    async handle(ask) {
      desk.refuseOld(ask);
      const client = await desk.signedIn(ask);
      const { state } = await desk.scope.hub.showCard(client.person, null);
      // Without a code there was nothing to capture.
      if (state === 'active' || state === 'frozen') {
        await desk.captures.add(client.person);
        await desk.scope.hub.freezeCredential(client.person, 'capture_reported');
      }
      return { json: await cardOf(desk, client) };
    },
  });
}

function confirmRoute(desk: Desk): AnyRoute {
  return route({
    method: 'post',
    path: `${desk.api}/captures/confirmation`,
    role: 'public',
    summary: 'Mini program: the holder confirms and gets the card back, where the campus allows that',
    answer: cardAnswer,
    async handle(ask) {
      desk.refuseOld(ask);
      const client = await desk.signedIn(ask);
      const way = desk.captures.wayOut(await desk.captures.of(client.person));
      if (way.kind === 'help_desk') {
        const detail = 'The help desk lifts this freeze.';
        throw new Problem(403, 'help_desk_needed', detail, { contact: helpDesk(desk) });
      }
      const left = way.from - desk.scope.now();
      if (left > 0)
        throw new Problem(409, 'cooling_off', 'The freeze can be lifted after a while.', {
          retryAfter: Math.ceil(left / 1000),
        });
      await desk.scope.hub.unfreezeCredential(client.person);
      return { json: await cardOf(desk, client) };
    },
  });
}
