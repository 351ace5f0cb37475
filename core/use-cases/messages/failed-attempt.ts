import { Problem } from '../../domain/problem.js';
import type { Settled, TakenMessage } from '../../store/messages.js';

export interface FailedAttempt {
  settled: Settled & { cause: string };
  /** Whether the job is to try again. */
  again: boolean;
}

/** Handed over, and no answer came. Whether it arrived nobody knows. */
export const UNCERTAIN = 'delivery_uncertain';

/**
 * What a throw of a channel means. An uncertain invitation is sent once more under the same id, since who waits for it is
 * worse off without than with two; a one-time code is not, since its owner asks for another.
 */
export function failedAttempt(error: unknown, message: TakenMessage, last: boolean): FailedAttempt {
  const cause = causeOf(error);
  const keep = message.kind !== 'one-time-code';
  const doubtful = message.uncertain || message.interrupted;
  if (cause === UNCERTAIN) {
    const again = keep && !doubtful && !last;
    const state = again ? 'queued' : 'uncertain';
    return { settled: { state, cause, uncertain: true, keep }, again };
  }
  const again = !isPermanent(error) && !last;
  const settled = { state: again ? 'queued' : 'failed', cause, keep: keep || again } as const;
  return { settled, again };
}

/** Whether what threw may have been sent all the same. */
export function isUncertain(error: unknown): boolean {
  return causeOf(error) === UNCERTAIN;
}

function isPermanent(error: unknown): boolean {
  return error instanceof Problem && error.extra['permanent'] === true;
}

/** A stable code, as a Problem and the errors of core/outbound have them; never a sentence, which may name somebody. */
function causeOf(error: unknown): string {
  const code = (error as { code?: unknown } | null)?.code;
  return typeof code === 'string' && /^[a-z][a-z0-9_]{2,63}$/.test(code) ? code : 'delivery_failed';
}
