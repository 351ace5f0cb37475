import type { Outcome, Reason } from '../domain/reasons.js';
import type { Sql } from './database.js';

/** All that was kept of one decision. Times in epoch milliseconds. */
export interface RecordedEvent {
  id: string;
  point: string;
  device: string;
  at: number;
  outcome: Outcome;
  reason: Reason;
  rule: string | null;
  version: number;
  origin: string | null;
  /** What the text proved to say; null where it proved nothing. */
  handle: string | null;
  /** Start of the code's step in epoch seconds; null where the code was not used up. */
  step: number | null;
}

/** What is still known of whom the event's handle stood for: handles are kept for ninety days. */
export interface HandleFacts {
  /** As the last code under it carried them. */
  groups: number[];
  /** The holder; null for a visitor. */
  person: string | null;
  /** The visit as it is now. */
  visit: { from: number; until: number; points: string[] } | null;
  /** When other groups were given to codes already shown, and which. */
  moved: { groups: number[]; at: number } | null;
}

export interface EventAndHandle {
  event: RecordedEvent;
  handle: HandleFacts | null;
}

type Row = RecordedEvent & Pick<HandleFacts, 'person' | 'visit' | 'moved'> & { groups: number[] | null };

/** One decision and what is known of its handle; null where the campus has no such event. */
export async function readEvent(sql: Sql, campus: number, id: number): Promise<EventAndHandle | null> {
  const { rows } = await sql.query<Row>(
    `select e.id::text, e.point, e.device, (extract(epoch from e.at) * 1000)::float8 as at, e.outcome, e.reason, e.rule,
            e.version, e.origin, e.handle, e.step, h.groups, c.person,
            case when v.id is not null then jsonb_build_object(
              'from', extract(epoch from v.begins_at) * 1000, 'until', extract(epoch from v.ends_at) * 1000,
              'points', v.points) end as visit,
            case when jsonb_typeof(o.what) = 'object' then jsonb_build_object(
              'groups', o.what -> 'groups', 'at', extract(epoch from o.at) * 1000) end as moved
     from events e
     left join handles h on h.campus = e.campus and h.handle = e.handle
     left join credentials c on c.id = h.credential
     left join visitors r on r.id = h.visitor
     left join visits v on v.id = r.visit
     left join voids o on o.campus = e.campus and o.handle = e.handle
     where e.campus = $1 and e.id = $2`,
    [campus, id],
  );
  const [row] = rows;
  if (!row) return null;
  const { groups, person, visit, moved, ...event } = row;
  return { event, handle: groups && { groups, person, visit, moved } };
}

/** The grant that used a code up at a point. */
export async function readFirstUse(
  sql: Sql,
  campus: number,
  { point, handle, step }: RecordedEvent,
): Promise<string | null> {
  const { rows } = await sql.query<{ id: string }>(
    `select id::text from events
     where campus = $1 and point = $2 and handle = $3 and step = $4 and outcome = 'grant'`,
    [campus, point, handle, step],
  );
  return rows[0]?.id ?? null;
}
