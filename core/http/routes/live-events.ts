import type { DecisionEvent } from '../../domain/decision-event.js';
import { readEvents } from '../../store/events.js';
import type { Context } from '../../use-cases/context.js';
import { type AnyRoute, route } from '../route.js';
import { campusOf } from './campus-of.js';

const EVERY_MS = 1_000;
/** Two nodes may commit ids in another order than they took them: this far back is looked at again. */
const OVERLAP = 200;
const PAGE = 500;
/** A browser that stays longer connects again by itself. */
const AT_MOST_MS = 30 * 60_000;

/** Server-sent events: each decision of the campus, from any node, about a second after it happened. */
export function liveEventsRoute(context: Context): AnyRoute {
  return route({
    method: 'get',
    path: '/api/v1/campuses/{campus}/events/live',
    role: 'admin',
    summary: 'Follow decisions as server-sent events',
    async handle({ params, response }): Promise<'streamed'> {
      const { campus, slug } = campusOf(context, params);
      const read = (after: number) => readEvents(context.pool, { campus, slug, after, limit: PAGE });
      const newest = await readEvents(context.pool, { campus, slug, limit: OVERLAP });
      response.writeHead(200, {
        'Content-Type': 'text/event-stream',
        'Cache-Control': 'no-store',
        'X-Accel-Buffering': 'no',
      });
      const stop = follow(read, newest, (event) =>
        response.write(`id: ${event.id}\ndata: ${JSON.stringify(event)}\n\n`),
      );
      const end = setTimeout(() => response.end(), AT_MOST_MS);
      response.write(': connected\n\n');
      response.on('close', () => {
        clearTimeout(end);
        stop();
      });
      return 'streamed';
    },
  });
}

function follow(
  read: (after: number) => Promise<DecisionEvent[]>,
  newest: DecisionEvent[],
  tell: (event: DecisionEvent) => void,
): () => void {
  let seen = new Set(newest.map((event) => event.id));
  let last = Number(newest[0]?.id ?? 0);
  let busy = false;
  const timer = setInterval(() => {
    if (busy) return;
    busy = true;
    read(Math.max(0, last - OVERLAP))
      .then((events) => {
        for (const event of events.toReversed()) if (!seen.has(event.id)) tell(event);
        seen = new Set(events.map((event) => event.id));
        last = Math.max(last, ...events.map((event) => Number(event.id)));
      })
      .catch(() => {})
      .finally(() => {
        busy = false;
      });
  }, EVERY_MS);
  return () => clearInterval(timer);
}
