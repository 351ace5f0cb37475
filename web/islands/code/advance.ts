import { SKEW_SECONDS } from '../../../core/domain/reading.js';
import { backoff } from './backoff.js';
import type { CodeAnswer, Failure, Happening, Renewal, ShownCode } from './renewal.js';

/** Readers take a code for the skew beyond its step; a second of that is the way to the reader. */
export const GRACE_MS = (SKEW_SECONDS - 1) * 1000;
export const ANSWER_MS = 6000;
/** A hub that answers with a code about to end must not be asked in a loop. */
const SHORTEST_MS = 500;

/** Where the page begins: with the code that came in the page, or by asking for one. `at` is the phone's steady clock. */
export function begin(code: ShownCode | null, at: number): Renewal {
  return code ? { kind: 'showing', asks: 0, code } : ask({ asks: 0, code: null, attempt: 0 }, at);
}

/** The next state. Pure: `at` is the steady clock when it happened; whatever happens, time has passed as well. */
export function advance(state: Renewal, happening: Happening, at: number): Renewal {
  if (state.kind === 'over') return state;
  switch (happening.kind) {
    case 'hidden':
      return { kind: 'paused', asks: state.asks };
    case 'visible':
      return state.kind === 'paused'
        ? ask({ asks: state.asks, code: null, attempt: 0 }, at)
        : ticked(state, at);
    case 'online':
      return state.kind === 'waiting' ? ask(state, at) : ticked(state, at);
    case 'tick':
      return ticked(state, at);
    case 'answered':
      return isAnswerTo(state, happening.asks)
        ? showing(state.asks, happening.answer, at)
        : ticked(state, at);
    case 'failed':
      return isAnswerTo(state, happening.asks) ? failed(state, happening.failure, at) : ticked(state, at);
  }
}

/** When `tick` is wanted next; null when nothing changes by time alone. */
export function wakeAt(state: Renewal): number | null {
  if (state.kind === 'paused' || state.kind === 'over') return null;
  const gone =
    state.kind !== 'showing' && state.code ? state.code.until + GRACE_MS : Number.POSITIVE_INFINITY;
  if (state.kind === 'showing') return state.code.until;
  return Math.min(gone, state.kind === 'asking' ? state.since + ANSWER_MS : state.until);
}

/**
 * Places an answer on the steady clock. The hub wrote `now` before the answer arrived at `receivedAt`, so counting from
 * there the step never seems to end before it has: one request a step is enough, and it finds the next code.
 */
export function placed(answer: CodeAnswer, receivedAt: number): ShownCode {
  const shift = receivedAt - answer.now;
  return { text: answer.text, issued: answer.issued + shift, until: answer.until + shift };
}

type Asking = Extract<Renewal, { kind: 'asking' }>;

function isAnswerTo(state: Renewal, asks: number): state is Asking {
  return state.kind === 'asking' && state.asks === asks;
}

function ask(
  from: { asks: number; code: ShownCode | null; attempt: number; trouble?: Asking['trouble'] },
  at: number,
): Asking {
  const { code, attempt, trouble = null } = from;
  return { kind: 'asking', asks: from.asks + 1, code: stillGood(code, at), since: at, attempt, trouble };
}

function showing(asks: number, answer: CodeAnswer, at: number): Renewal {
  const code = placed(answer, at);
  return { kind: 'showing', asks, code: { ...code, until: Math.max(code.until, at + SHORTEST_MS) } };
}

function failed(state: Asking, failure: Failure, at: number): Renewal {
  if (failure.trouble === 'over') return { kind: 'over', asks: state.asks };
  const { asks, attempt } = state;
  const pause = Math.max(backoff(attempt), failure.retryAfter ?? 0);
  const code = stillGood(state.code, at);
  return { kind: 'waiting', asks, code, until: at + pause, attempt: attempt + 1, trouble: failure.trouble };
}

function ticked(state: Exclude<Renewal, { kind: 'over' }>, at: number): Renewal {
  if (state.kind === 'paused') return state;
  if (state.kind === 'showing') return at < state.code.until ? state : ask({ ...state, attempt: 0 }, at);
  if (state.kind === 'waiting' && at >= state.until) return ask(state, at);
  if (state.kind === 'asking' && at >= state.since + ANSWER_MS)
    return failed(state, { trouble: 'unreachable' }, at);
  const code = stillGood(state.code, at);
  return code === state.code ? state : { ...state, code };
}

function stillGood(code: ShownCode | null, at: number): ShownCode | null {
  return code && at < code.until + GRACE_MS ? code : null;
}
