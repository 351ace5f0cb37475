import { setTimeout as wait } from 'node:timers/promises';
import { change } from '../store/change.js';
import { emptyTable, endFeed, removeCampus, tablesOfCampuses } from '../store/forget-campus.js';
import type { Context } from './context.js';

/** Longer than a node needs to hear that plugins are disabled, or that a campus is gone. */
const HEARD_MS = 2_000;

/**
 * Removes a campus with everything of it: people, codes, keys, events, audit, in bounded batches, so that other campuses go
 * on. Running nodes stop its plugins first and then let go of it. Called again after it was interrupted it goes on. Answers
 * how many rows each table lost.
 */
export async function forgetCampus(
  { pool }: Pick<Context, 'pool'>,
  campus: number,
): Promise<{ table: string; rows: number }[]> {
  await change(pool, campus, async ({ sql, feed }) => {
    await sql.query(
      'update plugin_settings set enabled = false, version = version + 1 where campus = $1 and enabled',
      [campus],
    );
    feed('plugins');
  });
  await wait(HEARD_MS);
  await endFeed(pool, campus);
  await wait(HEARD_MS);
  const lost: { table: string; rows: number }[] = [];
  for (const table of await tablesOfCampuses(pool)) {
    const rows = await emptyTable(pool, table, campus);
    if (rows > 0) lost.push({ table, rows });
  }
  await removeCampus(pool, campus);
  return lost;
}
