import type { DecisionEvent } from '../domain/decision-event.js';
import type { Sql } from './database.js';

/** Events of a campus, newest first, before a cursor or after one; at most `limit`. Names nobody. */
export async function readEvents(
  sql: Sql,
  ask: {
    campus: number;
    slug: string;
    before?: number | undefined;
    after?: number | undefined;
    limit: number;
  },
): Promise<DecisionEvent[]> {
  const { rows } = await sql.query<
    Omit<DecisionEvent, 'rule' | 'campus' | 'at'> & { rule: string | null; at: Date }
  >(
    `select id::text, point, device, at, outcome, reason, rule, version
     from events
     where campus = $1 and id < coalesce($2, 9223372036854775807) and id > coalesce($3, 0)
     order by id desc limit $4`,
    [ask.campus, ask.before ?? null, ask.after ?? null, ask.limit],
  );
  return rows.map(({ rule, at, ...row }) => {
    const event = { ...row, campus: ask.slug, at: at.toISOString() };
    return rule === null ? event : { ...event, rule };
  });
}
