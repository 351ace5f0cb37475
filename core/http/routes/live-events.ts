import type { Request } from 'express';
import { z } from 'zod';
import type { DecisionEvent } from '../../domain/decision-event.js';
import { readLastEvents } from '../../store/events.js';
import type { Context } from '../../use-cases/context.js';
import { CONSOLE_PAGES } from '../page/console-nav.js';
import type { Principal } from '../principal.js';
import { type AnyRoute, route } from '../route.js';
import { seenPoints } from '../seen-points.js';
import { readSession } from '../session/session.js';
import { campusOf } from './campus-of.js';
import { eventFilter } from './events.js';

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

const { roles } = CONSOLE_PAGES.events;
type Filter = z.infer<typeof eventFilter>;
/** `after`: the newest event that the reader has; a browser that connects again says it in a header. */
const query = eventFilter.extend({ after: z.coerce.number().int().min(0).optional() });

/**
 * Server-sent events: each decision of the campus that the reader may see, from any node, about a second after it happened.
 * Ends with the session, and with the role.
 */
export function liveEventsRoute(context: Context): AnyRoute {
  return route({
    method: 'get',
    path: '/api/v1/campuses/{campus}/events/live',
    role: roles,
    summary: 'Follow decisions as server-sent events',
    query,
    async handle({
      params,
      principal,
      query: { after: has, ...wanted },
      request,
      response,
    }): Promise<'streamed'> {
      const { campus, slug } = campusOf(context, params);
      const newest = await readLastEvents(context.pool, { campus, slug, limit: OVERLAP });
      response.writeHead(200, {
        'Content-Type': 'text/event-stream',
        'Cache-Control': 'no-store',
        'X-Accel-Buffering': 'no',
      });
      const readWhileAllowed = async (after: number) => {
        const reader = await stillReads(context, params, principal, request);
        if (reader === null) {
          response.end();
          return null;
        }
        const events = await readLastEvents(context.pool, { campus, slug, after, limit: PAGE });
        const seen = seenPoints(campusOf(context, params), reader, roles);
        return { events, isFor: (event: DecisionEvent) => fits(event, wanted, seen) };
      };
      const known = newest.filter(({ id }) => Number(id) <= (lastSeen(request) ?? has ?? Number(id)));
      const stop = follow(readWhileAllowed, { known, last: Number(newest[0]?.id ?? 0) }, (event) => {
        // Whoever takes nothing in would have all of it kept here.
        if (response.writableLength > MOST_UNREAD) response.destroy();
        else response.write(`id: ${event.id}\ndata: ${JSON.stringify(event)}\n\n`);
      });
      const withToken = principal?.kind === 'person' && principal.via === 'token';
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

/** What a browser sends when a stream broke; what others send there is no number. */
function lastSeen(request: Request): number | undefined {
  const id = request.headers['last-event-id'];
  return typeof id === 'string' && /^\d{1,15}$/.test(id) ? Number(id) : undefined;
}

/** The reader as of now, with the roles and areas that are left; null once none of them reads events. */
async function stillReads(
  context: Context,
  params: Record<string, string>,
  principal: Principal | null,
  request: Request,
): Promise<Principal | null> {
  if (principal?.kind === 'person' && principal.via === 'token') return principal;
  const now = await readSession(context, campusOf(context, params), request);
  return now?.kind === 'person' && roles.some((role) => now.roles.includes(role)) ? now : null;
}

function fits(event: DecisionEvent, wanted: Filter, seen: readonly string[] | null): boolean {
  if (seen !== null && !seen.includes(event.point)) return false;
  const { point = event.point, device = event.device } = wanted;
  const { outcome = event.outcome, reason = event.reason } = wanted;
  return (
    point === event.point && device === event.device && outcome === event.outcome && reason === event.reason
  );
}

interface Read {
  events: DecisionEvent[];
  isFor(event: DecisionEvent): boolean;
}

function follow(
  read: (after: number) => Promise<Read | null>,
  begin: { known: DecisionEvent[]; last: number },
  tell: (event: DecisionEvent) => void,
): () => void {
  let told = new Set(begin.known.map((event) => event.id));
  let { last } = begin;
  let busy = false;
  const look = async () => {
    const found = await read(Math.max(0, last - OVERLAP));
    if (!found) return;
    const { events, isFor } = found;
    for (const event of events.toReversed()) if (!told.has(event.id) && isFor(event)) tell(event);
    told = new Set(events.map((event) => event.id));
    last = Math.max(last, ...events.map((event) => Number(event.id)));
  };
  const timer = setInterval(() => {
    if (busy) return;
    busy = true;
    look()
      .catch(() => {})
      .finally(() => {
        busy = false;
      });
  }, EVERY_MS);
  return () => clearInterval(timer);
}
