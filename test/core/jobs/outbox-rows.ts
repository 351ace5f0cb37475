import type pg from 'pg';
import { change } from '../../../core/store/change.js';

export const CAMPUS = 7;

export interface OutboxRow {
  id: number;
  kind: string;
  payload: { device?: string; n?: number };
  attempt: number;
  error: string | null;
  done: boolean;
  dead: boolean;
  leased: boolean;
}

export async function addCampus(pool: pg.Pool): Promise<void> {
  await pool.query("insert into campuses (number, slug, file, file_digest) values ($1, 'test', '{}', '')", [
    CAMPUS,
  ]);
}

/** As a use case asks for jobs: in the transaction of its change. */
export async function ask(
  pool: pg.Pool,
  kind: string,
  ...payloads: Record<string, unknown>[]
): Promise<void> {
  await change(pool, CAMPUS, async ({ job }) => {
    for (const payload of payloads) job(kind, payload);
  });
}

export async function outbox(pool: pg.Pool): Promise<OutboxRow[]> {
  const { rows } = await pool.query<OutboxRow>(
    `select id, kind, payload, attempt, error, done_at is not null as done, dead_at is not null as dead,
            lease_until is not null as leased
     from outbox order by id`,
  );
  return rows;
}
