import type { Void } from '../domain/policy-source.js';
import type { Sql } from './database.js';

/** Voids that still matter at `now` (epoch ms): all of a campus, or those of `handles`. */
export async function readVoids(
  sql: Sql,
  campus: number,
  now: number,
  handles?: readonly string[],
): Promise<Map<string, Void>> {
  const { rows } = await sql.query<Void>(
    `select handle, extract(epoch from until)::float8 as until, what from voids
     where campus = $1 and until > to_timestamp($2 / 1000.0) and ($3::text[] is null or handle = any($3))`,
    [campus, now, handles ?? null],
  );
  return new Map(rows.map((row) => [row.handle, row]));
}

/**
 * Voids every living handle of these credentials; returns the handles. A handle is closed to new codes at once
 * (`voided_at`), so the way back is a new one; a `groups` void leaves it open.
 */
export async function voidHandles(
  sql: Sql,
  campus: number,
  now: number,
  credentials: readonly string[],
  what: Exclude<Void['what'], object>,
): Promise<string[]> {
  const { rows } = await sql.query<{ handle: string }>(
    `with closed as (
       update handles set voided_at = to_timestamp($2 / 1000.0)
       where campus = $1 and credential = any($3::uuid[]) and voided_at is null and until > to_timestamp($2 / 1000.0)
       returning handle, until)
     insert into voids (campus, handle, until, what)
     select $1, handle, until, to_jsonb($4::text) from closed
     on conflict (campus, handle) do update set what = excluded.what, until = excluded.until, at = now()
     returning handle`,
    [campus, now, credentials, what],
  );
  return rows.map((row) => row.handle);
}

/** Voids whose handles' codes have all expired by themselves. */
export async function pruneVoids(sql: Sql): Promise<void> {
  await sql.query("delete from voids where until < now() - interval '1 hour'");
  await sql.query("delete from handles where until < now() - interval '90 days'");
}
