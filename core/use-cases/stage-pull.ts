import type { EligibilitySource, PullEnd } from '../hooks/hook-map.js';
import { stagePeople } from '../store/people-staging.js';
import type { PullProblem } from '../store/pulls.js';
import { readRawRecord } from './read-raw-record.js';
import { type StageAsk, toStage } from './to-stage.js';

const BATCH = 1_000;
/** Problems that are kept; the others are counted. */
const PROBLEMS = 50;

export interface Staged {
  end: PullEnd;
  seen: number;
  refused: number;
  problems: PullProblem[];
  /** People who stay as they are, those among them whose record could not be read. */
  unchanged: number;
}

/**
 * Reads a source to its end into the stage, in batches; only what changed is judged and sealed. No connection is held while
 * the source is waited for.
 */
export async function stagePull(
  ask: StageAsk & { pull: string },
  source: EligibilitySource,
  cursor: string | null,
  signal: AbortSignal,
): Promise<Staged> {
  const staged = { seen: 0, refused: 0, problems: [] as PullProblem[], unchanged: 0 };
  const pulling = source.pull(cursor, signal);
  try {
    for (;;) {
      const step = await unlessAborted(pulling.next(), signal);
      if (step.done) return { ...staged, end: step.value };
      for (let from = 0; from < step.value.length; from += BATCH) {
        await stageBatch(ask, step.value.slice(from, from + BATCH), staged);
      }
    }
  } finally {
    // A source that hangs is left behind; one that can still be told is told.
    void pulling.return({ full: false, cursor: null }).catch(() => {});
  }
}

async function stageBatch(
  ask: StageAsk & { pull: string },
  raw: unknown[],
  staged: Omit<Staged, 'end'>,
): Promise<void> {
  const read = raw.map((one, index) => readRawRecord(one, staged.seen + index + 1));
  staged.seen += raw.length;
  for (const one of read) if (one.kind === 'refused') refuse(staged, one.problems);
  const people = await toStage(ask, read);
  staged.unchanged += people.filter(({ kind }) => kind === 'seen').length;
  if (people.length > 0) await stagePeople(ask.context.pool, ask.pull, people);
}

function refuse(staged: Omit<Staged, 'end'>, problems: PullProblem[]): void {
  staged.refused += 1;
  staged.problems.push(...problems.slice(0, PROBLEMS - staged.problems.length));
}

function unlessAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason);
    if (signal.aborted) return abort();
    signal.addEventListener('abort', abort, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  });
}
