import type pg from 'pg';
import { Problem } from '../domain/problem.js';
import { inTransaction, type Sql } from './database.js';

/** A node that was killed keeps others from a source for so long. */
const LEASE = "interval '30 seconds'";

/**
 * One pull of a source at a time, whatever the number of nodes: the id of the new pull, or null while another one runs. Its
 * lease ends by itself unless it is renewed; what an ended one had staged goes with it.
 */
export function takeLease(pool: pg.Pool, campus: number, source: string): Promise<string | null> {
  return inTransaction(pool, async (sql) => {
    // Whose lease ran out while it merges is waited for like one whose lease has not.
    const taken = await sql.query<{ pull: string; ended: boolean }>(
      `select pull, until < now() as ended from pull_leases where campus = $1 and source = $2
       for update skip locked`,
      [campus, source],
    );
    const [row] = taken.rows;
    if (row && !row.ended) return null;
    if (row) await sql.query('delete from pull_leases where pull = $1', [row.pull]);
    const { rows } = await sql.query<{ pull: string }>(
      `insert into pull_leases (campus, source, until) values ($1, $2, now() + ${LEASE})
       on conflict (campus, source) do nothing returning pull`,
      [campus, source],
    );
    return rows[0]?.pull ?? null;
  });
}

/** False where the lease is lost: another node may pull by now. */
export async function renewLease(sql: Sql, pull: string): Promise<boolean> {
  const { rowCount } = await sql.query(`update pull_leases set until = now() + ${LEASE} where pull = $1`, [
    pull,
  ]);
  return rowCount === 1;
}

/** In the transaction that merges: nobody takes the lease before its end. Throws `pull_lost` (409). */
export async function holdLease(sql: Sql, pull: string): Promise<void> {
  const { rows } = await sql.query('select from pull_leases where pull = $1 for update', [pull]);
  if (rows.length === 0) throw pullLost();
}

/** With all that is staged. One that is gone already is no matter. */
export async function endLease(sql: Sql, pull: string): Promise<void> {
  await sql.query('delete from pull_leases where pull = $1', [pull]);
}

export function pullLost(): Problem {
  return new Problem(409, 'pull_lost', 'This pull was given up for one of another node.');
}
