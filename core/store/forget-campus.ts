import type { Sql } from './database.js';

/** People in one statement: the locks of none stand in anybody's way for long. */
const BATCH = 500;

/** Every table whose rows belong to a campus, those that refer to others first, plugins' tables too; never `campuses`. */
export async function tablesOfCampuses(sql: Sql): Promise<string[]> {
  const { rows } = await sql.query<{ name: string; refersTo: string[] }>(
    `select c.oid::regclass::text as name,
            array(select f.confrelid::regclass::text from pg_constraint f
                  where f.contype = 'f' and f.conrelid = c.oid and f.confrelid <> c.oid) as "refersTo"
     from pg_class c join pg_attribute a on a.attrelid = c.oid
     where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace
       and a.attname = 'campus' and not a.attisdropped
     order by 1`,
  );
  const left = new Map(rows.map(({ name, refersTo }) => [name, refersTo]));
  const sorted: string[] = [];
  while (left.size > 0) {
    const free = [...left.keys()].filter(
      (name) => ![...left.values()].some((others) => others.includes(name)),
    );
    if (free.length === 0) throw new Error('tables refer to each other in a circle');
    for (const name of free) left.delete(name);
    sorted.push(...free);
  }
  return sorted;
}

/** Pages of a table that one statement looks through, 8 kB each: a few thousand rows at most. */
const PAGES = 32;

/**
 * Removes a campus's rows of one table, page after page, each batch by itself; answers how many. `table` is from the
 * catalogue above. Rows that are written meanwhile on pages that were looked through stay.
 */
export async function emptyTable(sql: Sql, table: string, campus: number): Promise<number> {
  // Asked for the first rows that are left, each batch would walk over all that were removed before it.
  const pages = await pagesOf(sql, table);
  let removed = 0;
  for (let page = 0; page < pages; page += PAGES) {
    const { rowCount } = await sql.query(
      `delete from ${table} where campus = $1 and ctid >= $2::tid and ctid < $3::tid`,
      [campus, `(${page},0)`, `(${page + PAGES},0)`],
    );
    removed += rowCount ?? 0;
  }
  return removed;
}

async function pagesOf(sql: Sql, table: string): Promise<number> {
  const { rows } = await sql.query<{ pages: number }>(
    "select (pg_relation_size($1::regclass) / current_setting('block_size')::integer)::integer as pages",
    [table],
  );
  return rows[0]?.pages ?? 0;
}

/** From here on every node drops the campus within a second: no feed, no campus. */
export async function endFeed(sql: Sql, campus: number): Promise<void> {
  await sql.query('delete from campus_feed where campus = $1', [campus]);
  await sql.query("select pg_notify('gatehouse_feed', $1::text)", [campus]);
}

/** Whatever came in meanwhile goes with it. */
export async function removeCampus(sql: Sql, campus: number): Promise<void> {
  await sql.query('delete from campuses where number = $1', [campus]);
}

/** A few of a source's people, with their credentials, or none when all are gone. */
export async function someOfSource(
  sql: Sql,
  campus: number,
  source: string,
): Promise<{ person: string; credential: string | null }[]> {
  const { rows } = await sql.query<{ person: string; credential: string | null }>(
    `select p.id as person, c.id as credential from people p left join credentials c on c.person = p.id
     where p.campus = $1 and p.source = $2 order by p.id limit ${BATCH}`,
    [campus, source],
  );
  return rows;
}

/** With all that hangs on them: credentials, phones, handles, sessions. */
export async function removePeople(sql: Sql, campus: number, people: readonly string[]): Promise<void> {
  await sql.query('delete from people where campus = $1 and id = any($2::uuid[])', [campus, people]);
}

export async function removePull(sql: Sql, campus: number, source: string): Promise<void> {
  await sql.query('delete from pulls where campus = $1 and source = $2', [campus, source]);
}
