import type { Outcome, Reason } from '../domain/reasons.js';
import type { Sql } from './database.js';

/** A decision about a code of somebody's. */
export interface PersonEvent {
  id: string;
  at: string;
  point: string;
  outcome: Outcome;
  reason: Reason;
}

/** A handle is one day's; of more days than these nobody asks at a desk. */
const DAYS = 60;

/** What a person's codes did last, by whatever record of hers they were issued; newest first. */
export async function readPersonEvents(
  sql: Sql,
  ask: { campus: number; person: string; only?: Outcome | undefined; limit: number },
): Promise<PersonEvent[]> {
  const { rows } = await sql.query<Omit<PersonEvent, 'at'> & { at: Date }>(
    `with mine as materialized (
       select h.handle
       from people me
       join people p on p.campus = me.campus and p.key_digest = me.key_digest
       join credentials c on c.person = p.id
       join handles h on h.credential = c.id
       where me.campus = $1 and me.id = $2
       order by h.day desc limit ${DAYS})
     select e.id::text, e.at, e.point, e.outcome, e.reason
     from mine cross join lateral (
       select id, at, point, outcome, reason from events
       where handle = mine.handle and campus = $1 and ($3::text is null or outcome = $3)
       order by id desc limit $4) e
     order by e.at desc, e.id desc limit $4`,
    [ask.campus, ask.person, ask.only ?? null, ask.limit],
  );
  return rows.map(({ at, ...row }) => ({ ...row, at: at.toISOString() }));
}
