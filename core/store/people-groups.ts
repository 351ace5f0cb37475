import type { Judged, Judging } from './credentials.js';
import type { Sql } from './database.js';

/** Writes the groups of the people whose groups changed. */
export async function moveGroups(sql: Sql, judged: Judged, { now }: Pick<Judging, 'now'>): Promise<void> {
  await sql.query(
    `with judged as (${judged.text})
     update people p set groups = j.groups, changed_at = to_timestamp($${judged.values.length + 1}::float8 / 1000)
     from judged j where p.id = j.person and p.groups <> j.groups`,
    [...judged.values, now],
  );
}

/**
 * Gives living handles the groups that their holders have now: codes to come carry them, and a void carries them for
 * codes already shown. Answers the handles. Runs after the handles of ended credentials were voided: those stay closed.
 */
export async function moveHandles(
  sql: Sql,
  judged: Judged,
  by: Pick<Judging, 'campus' | 'now'>,
): Promise<string[]> {
  const [campus, now] = [1, 2].map((place) => `$${judged.values.length + place}`);
  const { rows } = await sql.query<{ handle: string }>(
    `with judged as (${judged.text}),
     moved as (
       update handles h set groups = j.groups
       from judged j join credentials c on c.person = j.person
       where h.campus = ${campus} and h.credential = c.id and h.voided_at is null
         and h.until > to_timestamp(${now}::float8 / 1000) and h.groups <> j.groups
       returning h.handle, h.until, h.groups)
     insert into voids (campus, handle, until, what)
     select ${campus}::integer, handle, until, jsonb_build_object('groups', to_jsonb(groups)) from moved
     on conflict (campus, handle) do update set what = excluded.what, until = excluded.until, at = now()
     returning handle`,
    [...judged.values, by.campus, by.now],
  );
  return rows.map(({ handle }) => handle);
}
