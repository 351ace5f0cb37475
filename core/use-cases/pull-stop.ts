import type { StageCounts } from '../store/people-staging.js';
import type { PullProblem } from '../store/pulls.js';
import type { Staged } from './stage-pull.js';

/** Above this share of unreadable records a pull is stopped; in a pull of changes a few are always let pass. */
const REFUSED_SHARE = 0.05;
const REFUSED_FEW = 5;
/** Where the source names none: leavers of one full pull among the people known. */
const DROP_LIMIT = 0.02;
/** So many leave without a question, or no small campus could ever let anybody go. */
const LEAVING_FEW = 5;

export type StopReason = 'too_many_refused' | 'count_differs' | 'nothing_came' | 'too_many_leavers';

/**
 * Why a pull must not be applied before a person has looked, or null: a feed that is cut short or broken looks like
 * half the campus leaving.
 */
export function stopOf(staged: Staged, counts: StageCounts): PullProblem | null {
  return (
    tooManyRefused(staged) ??
    countDiffers(staged) ??
    nothingCame(staged, counts) ??
    tooManyLeavers(staged, counts)
  );
}

function tooManyRefused({ seen, refused, end }: Staged): PullProblem | null {
  const limit = Math.max(REFUSED_SHARE * seen, end.full ? 0 : REFUSED_FEW);
  return refused > limit ? stop('too_many_refused', `${refused} of ${seen} records cannot be read`) : null;
}

function countDiffers({ seen, end: { announced } }: Staged): PullProblem | null {
  if (announced === undefined || announced === seen) return null;
  return stop('count_differs', `the source announced ${announced} records, ${seen} came`);
}

function nothingCame({ seen, refused, end }: Staged, { known }: StageCounts): PullProblem | null {
  if (!end.full || known === 0 || seen > refused) return null;
  return stop('nothing_came', `a full feed without anybody, where ${known} are known`);
}

function tooManyLeavers({ end }: Staged, { leaving, known }: StageCounts): PullProblem | null {
  const limit = Math.max(LEAVING_FEW, (end.dropLimit ?? DROP_LIMIT) * known);
  if (!end.full || leaving <= limit) return null;
  return stop('too_many_leavers', `${leaving} of ${known} people would leave at once`);
}

function stop(reason: StopReason, sentence: string): PullProblem {
  return { at: 'feed', path: reason, expected: sentence };
}
