import type { DecisionEvent } from '../domain/decision-event.js';
import type { Sql } from './database.js';
import type { Recorded } from './statements/record-events.js';

/** An event as the statements here read it. */
export interface EventRow extends Omit<DecisionEvent, 'rule' | 'campus' | 'at' | 'origin'> {
  rule: string | null;
  origin: string | null;
  at: Date;
}

export const EVENT_COLUMNS = 'id::text, point, device, at, outcome, reason, rule, version, origin';

export function eventOf({ rule, origin, at, ...row }: EventRow, slug: string): DecisionEvent {
  return {
    ...row,
    campus: slug,
    at: at.toISOString(),
    ...(rule === null ? {} : { rule }),
    ...(origin === null ? {} : { origin }),
  };
}

/** The events that were recorded last, or after another one, by their numbers: for whoever follows. Names nobody. */
export async function readLastEvents(
  sql: Sql,
  ask: { campus: number; slug: string; after?: number | undefined; limit: number },
): Promise<DecisionEvent[]> {
  const { rows } = await sql.query<EventRow>(
    `select ${EVENT_COLUMNS} from events where campus = $1 and id > $2 order by events.id desc limit $3`,
    [ask.campus, ask.after ?? 0, ask.limit],
  );
  return rows.map((row) => eventOf(row, ask.slug));
}

/** How often a point opened on a day of the campus, by whose word. */
export interface DecisionCount {
  point: string;
  /** `YYYY-MM-DD` where the campus is. */
  day: string;
  /** Opened to a code of ours. */
  permitted: number;
  /** Opened because another system said yes. */
  byOrigin: number;
  /** Opened to everybody. */
  released: number;
  refused: number;
}

/** Decisions for each point and day since an instant (epoch milliseconds), in one pass over those days. */
export async function countDecisions(
  sql: Sql,
  ask: { campus: number; timeZone: string; since: number },
): Promise<DecisionCount[]> {
  const { rows } = await sql.query<DecisionCount>(
    `select point, (at at time zone $2)::date::text as day,
            count(*) filter (where outcome = 'grant' and origin is null and reason <> 'released') as permitted,
            count(*) filter (where outcome = 'grant' and origin is not null) as "byOrigin",
            count(*) filter (where reason = 'released') as released,
            count(*) filter (where outcome = 'deny') as refused
     from events where campus = $1 and at >= to_timestamp($3 / 1000.0)
     group by 1, 2 order by 1, 2`,
    [ask.campus, ask.timeZone, ask.since],
  );
  return rows;
}

/**
 * The answer that this device already got for this very text at this point, to the same request or since an instant
 * (epoch milliseconds): whoever else decided about the text is not asked again.
 */
export async function readForeignAnswer(
  sql: Sql,
  ask: { campus: number; device: string; point: string; requestId: string; digest: Buffer; since: number },
): Promise<Recorded | null> {
  const { rows } = await sql.query<
    Omit<Recorded, 'rule' | 'origin' | 'fresh'> & { rule: string | null; origin: string | null }
  >(
    `select id, outcome, reason, rule, version, origin, (extract(epoch from at) * 1000)::float8 as at
     from events
     where campus = $1 and foreign_digest = $4 and device = $2 and point = $3
       and (request_id = $5 or at >= to_timestamp($6 / 1000.0))
     order by request_id = $5 desc, at desc limit 1`,
    [ask.campus, ask.device, ask.point, ask.digest, ask.requestId, ask.since],
  );
  const [row] = rows;
  if (!row) return null;
  const { rule, origin, ...known } = row;
  return { ...known, rule: rule ?? undefined, ...(origin === null ? {} : { origin }), fresh: false };
}
