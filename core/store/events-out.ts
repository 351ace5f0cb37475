import type { DecisionEvent } from '../domain/decision-event.js';
import type { Sql } from './database.js';

/** Decisions that wait for the message broker: how many, and for how long the oldest does, in seconds. */
export interface Backlog {
  waiting: number;
  oldestSeconds: number;
}

interface Row extends Omit<DecisionEvent, 'rule' | 'origin' | 'at' | 'campus'> {
  id: string;
  campus: string | null;
  rule: string | null;
  origin: string | null;
  at: Date;
}

/**
 * The oldest noted decisions, kept from other nodes to the end of the transaction: whoever dies before it leaves them
 * as they were. `gone` are notes whose event no longer exists.
 */
export async function takeEventsOut(
  sql: Sql,
  limit: number,
): Promise<{ events: DecisionEvent[]; gone: string[] }> {
  const { rows } = await sql.query<Row>(
    `with taken as (select event from events_out order by event limit $1 for update skip locked)
     select t.event::text as id, c.slug as campus, e.point, e.device, e.at, e.outcome, e.reason, e.rule, e.version, e.origin
     from taken t left join events e on e.id = t.event left join campuses c on c.number = e.campus
     order by t.event`,
    [limit],
  );
  const events = rows.flatMap(({ campus, rule, origin, at, ...row }) =>
    campus === null
      ? []
      : {
          ...row,
          campus,
          at: at.toISOString(),
          ...(rule === null ? {} : { rule }),
          ...(origin === null ? {} : { origin }),
        },
  );
  return { events, gone: rows.filter(({ campus }) => campus === null).map(({ id }) => id) };
}

export async function removeEventsOut(sql: Sql, ids: readonly string[]): Promise<void> {
  await sql.query('delete from events_out where event = any($1::bigint[])', [ids]);
}

export async function readBacklog(sql: Sql): Promise<Backlog> {
  const { rows } = await sql.query<Backlog>(
    `select count(*) as waiting, coalesce(extract(epoch from now() - min(since)), 0)::float8 as "oldestSeconds"
     from events_out`,
  );
  return rows[0] ?? { waiting: 0, oldestSeconds: 0 };
}
