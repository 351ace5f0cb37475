import type { Snapshot } from '../../snapshots/snapshot.js';
import { inTransaction } from '../../store/database.js';
import { openPersonal } from '../../store/people.js';
import { takeUnworded, writeWords } from '../../store/people-search.js';
import { nameWords, wordDigests } from '../../store/people-search-words.js';
import type { Context } from '../context.js';

/** Small enough that an import never waits long for the rows of one batch. */
const BATCH = 500;

/**
 * Makes people who came before the search had its index findable by name, a batch in a transaction, until none is left or
 * `signal` ends it: begun again it goes on where it was. Imports write the words of whom they bring themselves.
 */
export async function wordNames(
  { pool, vault }: Pick<Context, 'pool' | 'vault'>,
  { campus }: Pick<Snapshot, 'campus'>,
  signal?: AbortSignal,
): Promise<number> {
  let written = 0;
  while (signal?.aborted !== true) {
    const batch = await inTransaction(pool, async (sql) => {
      const people = await takeUnworded(sql, campus, BATCH);
      const worded = people.map(({ id, personal }) => {
        const { name } = openPersonal(vault, personal);
        return { id, words: wordDigests(vault, campus, nameWords(name)) };
      });
      if (worded.length > 0) await writeWords(sql, worded);
      return worded.length;
    });
    written += batch;
    if (batch < BATCH) break;
  }
  return written;
}
