import type { FeedKind } from './change.js';
import type { Sql } from './database.js';

export interface FeedMark {
  campus: number;
  n: number;
}

/** Where every campus's feed stands: one statement a second, whatever their number. */
export async function readFeedMarks(sql: Sql): Promise<FeedMark[]> {
  const { rows } = await sql.query<FeedMark>('select campus, n from campus_feed order by campus');
  return rows;
}

/** All that changed after `after`, joined; null when rows in between are gone and everything must be read again. */
export async function readFeed(
  sql: Sql,
  campus: number,
  after: number,
): Promise<{ n: number; kinds: ReadonlySet<FeedKind>; handles: string[] | null } | null> {
  const { rows } = await sql.query<{ n: number; kinds: FeedKind[]; handles: string[] | null }>(
    'select n, kinds, handles from feed where campus = $1 and n > $2 order by n',
    [campus, after],
  );
  const last = rows.at(-1);
  if (!last || rows[0]?.n !== after + 1) return null;
  const voided = rows.filter((row) => row.kinds.includes('voids'));
  const unknown = voided.some((row) => row.handles === null);
  return {
    n: last.n,
    kinds: new Set(rows.flatMap((row) => row.kinds)),
    handles: unknown ? null : [...new Set(voided.flatMap((row) => row.handles ?? []))],
  };
}

/** Feed rows older than a day: a node that slept longer reads everything again. */
export async function pruneFeed(sql: Sql): Promise<void> {
  await sql.query("delete from feed where at < now() - interval '1 day'");
}
