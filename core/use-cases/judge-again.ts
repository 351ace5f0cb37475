import { Problem } from '../domain/problem.js';
import type { Snapshot } from '../snapshots/snapshot.js';
import { change } from '../store/change.js';
import { type Credential, lockJudging, readCredential } from '../store/credentials.js';
import { readPerson } from '../store/people-judged.js';
import type { Context } from './context.js';
import { applyStanding, judgeStanding, stands } from './judge-standing.js';

/**
 * Judges one person by the stored record and today's date, and answers how the credential stands then. Where nothing
 * changed it is one read. Throws `no_credential` (404) for a person whom no source told of.
 */
export async function judgeAgain(context: Context, snapshot: Snapshot, person: string): Promise<Credential> {
  const judge = judgeStanding(context, snapshot);
  const standing = await readPerson(context.pool, snapshot.campus, person);
  if (!standing) throw unknown();
  if (standing.credential && stands(standing, judge(standing))) return standing.credential;
  const credential = await change(context.pool, snapshot.campus, async (to) => {
    await lockJudging(to.sql, snapshot.campus);
    const now = await readPerson(to.sql, snapshot.campus, person);
    if (now) await applyStanding(to, { campus: snapshot.campus, now: context.now() }, [judge(now)]);
    return readCredential(to.sql, snapshot.campus, person);
  });
  await context.snapshots.follow();
  if (!credential) throw unknown();
  return credential;
}

function unknown(): Problem {
  return new Problem(404, 'no_credential', 'This person has no credential.');
}
