import { timingSafeEqual } from 'node:crypto';
import { Problem } from '../../domain/problem.js';
import type { Snapshot } from '../../snapshots/snapshot.js';
import { inTransaction } from '../../store/database.js';
import { proveSession } from '../../store/passes.js';
import { tryOneTimeCode, useOneTimeCode } from '../../store/passes-one-time.js';
import { contactDigest, openVisitor } from '../../store/visits-sealed.js';
import type { Context } from '../context.js';
import { findPass } from './find-pass.js';
import { CODE_TRIES, oneTimeDigest } from './one-time-code.js';
import { passEnded } from './visit-problems.js';

/**
 * Shows by the code that was sent that this browser belongs to the invited number. A try counts before it is looked at, and
 * a code is good once. Throws `pass_ended` (401), `wrong_one_time_code` (403, with `triesLeft`; also for one that is over or
 * used up, without).
 */
export async function proveOneTimeCode(
  context: Context,
  snapshot: Snapshot,
  session: string,
  code: string,
): Promise<void> {
  const { pool, vault } = context;
  const { campus } = snapshot;
  const { visitor, proven } = await findPass(context, snapshot, session);
  if (proven) return;
  const contact = contactDigest(vault, campus, openVisitor(vault, campus, visitor.personal).contact);
  const now = context.now();
  const stored = await tryOneTimeCode(pool, { campus, contact, now, tries: CODE_TRIES });
  const digest = oneTimeDigest(vault, contact, code.normalize('NFKC').replace(/\s/g, ''));
  if (!stored || !timingSafeEqual(stored.digest, digest)) throw wrong(stored?.left);
  await inTransaction(pool, async (sql) => {
    if (!(await useOneTimeCode(sql, { campus, contact, digest }))) throw wrong();
    if (!(await proveSession(sql, campus, session, now))) throw passEnded();
  });
}

function wrong(triesLeft?: number): Problem {
  return new Problem(
    403,
    'wrong_one_time_code',
    'This code is not the one that was sent last, or it is over.',
    triesLeft === undefined ? {} : { triesLeft },
  );
}
