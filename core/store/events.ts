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
