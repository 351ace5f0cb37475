import { z } from 'zod';
import { template } from '../../../core/http/page/template.js';
import { type AnyRoute, route } from '../../../core/http/route.js';
import type { Context } from '../../../core/use-cases/context.js';
import { listRequested } from '../../../core/use-cases/visits/list-requested.js';
import { atDesk, deskSheet } from './desk.js';
import { type VisitItem, visitItem } from './list.js';
import type { VisitWords } from './words/index.js';

const LIMIT = 20;
const query = z.object({
  cursor: z.string().max(400).optional(),
  done: z.enum(['approved', 'declined']).optional().catch(undefined),
});
const page = template<{ words: VisitWords; done: string; visits: VisitItem[]; next: string }>(
  new URL('./requested.hbs', import.meta.url),
);

/** `/{campus}/visits/requested`: what waits for an approver, soonest first. */
export function requestedRoute(context: Context): AnyRoute {
  return route<undefined, z.output<typeof query>>({
    method: 'get',
    path: '/{campus}/visits/requested',
    role: 'holder',
    summary: 'Visits that wait for approval',
    query,
    handle: (ask) =>
      atDesk(context, ask, async (desk) => {
        const { words, snapshot, host } = desk;
        const { cursor, done } = ask.query;
        const found = await listRequested(context, snapshot, host, { cursor, limit: LIMIT });
        const body = page({
          words,
          done: done === undefined ? '' : words.requested[done],
          visits: found.visits.map((visit) => visitItem(desk, visit)),
          next: found.next === null ? '' : `?${new URLSearchParams({ cursor: found.next })}`,
        });
        return deskSheet(desk, { title: words.requested.title, body, at: 'requested' });
      }),
  });
}
