import { groupSetId } from '../domain/group-set.js';
import type { Snapshot } from '../snapshots/snapshot.js';
import type { Change } from '../store/change.js';
import { type JudgedPerson, judgedRows } from '../store/credentials.js';
import { loginDigest } from '../store/people.js';
import { recordOf } from '../store/people-facts.js';
import { MOST_GROUPS, reserveGroupSets } from '../store/people-group-sets.js';
import { moveGroups } from '../store/people-groups.js';
import type { StandingPerson } from '../store/people-judged.js';
import { applyJudgements } from './apply-judgements.js';
import type { Context } from './context.js';
import { judgeFor } from './judge-person.js';

/** Judges people as they stand in the database by a campus's rules today. Their groups may be more than a code holds. */
export function judgeStanding(
  context: Context,
  snapshot: Snapshot,
): (standing: StandingPerson) => JudgedPerson {
  const judge = judgeFor(snapshot, context.now());
  const logins = groupLogins(context, snapshot);
  return ({ person, facts, login, groups, left }) => {
    if (left) return { person, reason: 'left_source', groups };
    const { reason, numbers } = judge(recordOf(facts, logins.get(login?.toString('hex') ?? '')));
    return { person, reason, groups: numbers };
  };
}

/** Names rest as digests, so the few that groups list are digested too and looked for there. */
function groupLogins({ vault }: Context, { file, campus }: Snapshot): Map<string, string> {
  const names = file.groups.flatMap(({ members }) => members.loginName ?? []);
  return new Map(names.map((name) => [loginDigest(vault, campus, name).toString('hex'), name]));
}

/** Whether nothing would change. */
export function stands({ groups, credential }: StandingPerson, judged: JudgedPerson): boolean {
  const sameRight =
    judged.reason === null ? credential?.state === 'active' : credential?.reason === judged.reason;
  return sameRight && groups.join() === judged.groups.join();
}

/** Writes what was judged of people as they stand; those for whom nothing changes cost no write. */
export async function applyStanding(
  change: Change,
  by: { campus: number; now: number },
  judged: readonly JudgedPerson[],
): Promise<void> {
  const large = judged.filter(({ groups }) => groups.length > MOST_GROUPS).map(({ groups }) => groups);
  const sets = await reserveGroupSets(change, by.campus, large);
  const fitting = judged.map((one) => {
    const set = sets.get(groupSetId(one.groups));
    return set === undefined ? one : { ...one, groups: [set] };
  });
  const rows = judgedRows(fitting);
  await moveGroups(change.sql, rows, by);
  await applyJudgements(change, rows, { ...by, actor: 'hub' });
}
