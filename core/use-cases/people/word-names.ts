import type { Snapshot } from '../../snapshots/snapshot.js';
import { inTransaction } from '../../store/database.js';
import { openPersonal } from '../../store/people.js';
import { takeUnworded, writeWords } from '../../store/people-search.js';
import { nameWords, wordDigests } from '../../store/people-search-words.js';
import type { Context } from '../context.js';

/** Small enough that an import never waits long for the rows of one batch. */
const BATCH = 500;
/** Before the id of anybody. */
const FIRST = '00000000-0000-0000-0000-000000000000';

type Needs = Pick<Context, 'pool' | 'vault' | 'log'>;

/**
 * Makes people who came before the search had its index findable by name, a batch in a transaction, until none is left or
 * `signal` ends it: begun again it goes on where it was. Imports write the words of whom they bring themselves. A record
 * that cannot be opened is left as it is for the next time, and told of by number only. Answers how many were written.
 */
export async function wordNames(
  context: Needs,
  { campus, slug }: Pick<Snapshot, 'campus' | 'slug'>,
  signal?: AbortSignal,
): Promise<number> {
  let written = 0;
  let sealed = 0;
  for (let after: string | undefined = FIRST; after !== undefined && signal?.aborted !== true; ) {
    const batch = await wordBatch(context, campus, after);
    written += batch.written;
    sealed += batch.taken - batch.written;
    after = batch.taken < BATCH ? undefined : batch.last;
  }
  if (sealed > 0)
    context.log.warn({ campus: slug, records: sealed }, 'names that cannot be opened are not found');
  return written;
}

function wordBatch({ pool, vault }: Needs, campus: number, after: string) {
  return inTransaction(pool, async (sql) => {
    const people = await takeUnworded(sql, campus, after, BATCH);
    const worded = people.flatMap(({ id, personal }) => {
      const name = nameIn(vault, personal);
      return name === null ? [] : [{ id, words: wordDigests(vault, campus, nameWords(name)) }];
    });
    if (worded.length > 0) await writeWords(sql, worded);
    return { taken: people.length, written: worded.length, last: people.at(-1)?.id };
  });
}

/** Null for a record that came from another hub, or whose bytes were changed. */
function nameIn(vault: Needs['vault'], personal: Buffer): string | null {
  try {
    return openPersonal(vault, personal).name;
  } catch {
    return null;
  }
}
