import { groupSetId } from '../domain/group-set.js';
import type { Snapshot } from '../snapshots/snapshot.js';
import type { Change } from '../store/change.js';
import { lockJudging } from '../store/credentials.js';
import { MOST_GROUPS, reserveGroupSets } from '../store/people-group-sets.js';
import {
  countStage,
  judgedStage,
  largeGroupSets,
  replaceGroups,
  type StageCounts,
  stageMissing,
} from '../store/people-staging.js';
import type { PullCounts, PullReport } from '../store/pulls.js';
import { afterMerge, mergePeople, planMerge } from '../store/statements/merge-people.js';
import { applyJudgements } from './apply-judgements.js';
import type { Context } from './context.js';
import { stopOf } from './pull-stop.js';
import type { Staged } from './stage-pull.js';

interface MergeAsk {
  context: Context;
  snapshot: Snapshot;
  plugin: string;
  source: string;
}

/** Brings a staged pull into the tables, unless it has to be stopped or changes nothing. */
export async function mergePull(change: Change, ask: MergeAsk, staged: Staged): Promise<PullReport> {
  const { campus } = ask.snapshot;
  if (staged.end.full) await stageMissing(change.sql, campus, ask.source);
  const staging = await countStage(change.sql, campus, ask.source);
  const stop = stopOf(staged, staging);
  const counts = countsOf(staged, staging);
  if (stop) return { outcome: 'stopped', counts: notApplied(counts), problems: [stop, ...staged.problems] };
  const changes = counts.new + counts.changed + counts.left;
  if (changes > 0) await merge(change, ask, changes);
  return { outcome: changes > 0 ? 'applied' : 'unchanged', counts, problems: staged.problems };
}

function countsOf(
  { seen, refused, unchanged }: Staged,
  { new: added, changed, leaving }: StageCounts,
): PullCounts {
  return { seen, new: added, changed, left: leaving, refused, unchanged };
}

function notApplied({ seen, refused }: PullCounts): PullCounts {
  return { seen, new: 0, changed: 0, left: 0, refused, unchanged: 0 };
}

async function merge(
  change: Change,
  { context, snapshot, plugin, source }: MergeAsk,
  changes: number,
): Promise<void> {
  const { sql } = change;
  const { campus } = snapshot;
  const now = context.now();
  await lockJudging(sql, campus);
  await fitGroups(change, campus);
  await planMerge(sql, changes);
  await mergePeople(sql, campus, source, now);
  await applyJudgements(change, judgedStage(campus, source), { campus, now, actor: `plugin:${plugin}` });
  await afterMerge(sql, changes);
}

/** Where somebody is in more groups than a code has room for, a set stands for them. */
async function fitGroups(change: Change, campus: number): Promise<void> {
  const large = await largeGroupSets(change.sql, MOST_GROUPS);
  const sets = await reserveGroupSets(change, campus, large);
  for (const groups of large) {
    const set = sets.get(groupSetId(groups));
    if (set !== undefined) await replaceGroups(change.sql, groups, [set]);
  }
}
