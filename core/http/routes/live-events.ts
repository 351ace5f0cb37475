import type { DecisionEvent } from '../../domain/decision-event.js';
import { readEvents } from '../../store/events.js';
import type { Context } from '../../use-cases/context.js';
import { type AnyRoute, route } from '../route.js';
import { readSession } from '../session/session.js';
import { campusOf } from './campus-of.js';

const EVERY_MS = 1_000;
/** Two nodes may commit ids in another order than they took them: this far back is looked at again. */
const OVERLAP = 200;
const PAGE = 500;
/** A browser that stays longer connects again by itself. */
const AT_MOST_MS = 30 * 60_000;

/** A token may have ended meanwhile: whoever follows with one brings it again. */
const TOKEN_MS = 60_000;
/** Bytes that wait for a reader who takes nothing in. */
const MOST_UNREAD = 1_000_000;

/** Server-sent events: each decision of the campus, from any node, about a second after it happened. Ends with the session. */
export function liveEventsRoute(context: Context): AnyRoute {
  return route({
    method: 'get',
    path: '/api/v1/campuses/{campus}/events/live',
    role: 'admin',
    summary: 'Follow decisions as server-sent events',
    async handle({ params, principal, request, response }): Promise<'streamed'> {
      const { campus, slug } = campusOf(context, params);
      const withToken = principal?.kind === 'person' && principal.via === 'token';
      const mayStillRead = async () => {
        if (withToken) return true;
        const now = await readSession(context, campusOf(context, params), request);
        return now?.kind === 'person' && now.roles.includes('admin');
      };
      const read = (after: number) => readEvents(context.pool, { campus, slug, after, limit: PAGE });
      const newest = await readEvents(context.pool, { campus, slug, limit: OVERLAP });
      response.writeHead(200, {
        'Content-Type': 'text/event-stream',
        'Cache-Control': 'no-store',
        'X-Accel-Buffering': 'no',
      });
      const readWhileAllowed = async (after: number) => {
        if (await mayStillRead()) return read(after);
        response.end();
        return [];
      };
      const stop = follow(readWhileAllowed, newest, (event) => {
        // Whoever takes nothing in would have all of it kept here.
        if (response.writableLength > MOST_UNREAD) response.destroy();
        else response.write(`id: ${event.id}\ndata: ${JSON.stringify(event)}\n\n`);
      });
      const end = setTimeout(() => response.end(), withToken ? TOKEN_MS : AT_MOST_MS);
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
