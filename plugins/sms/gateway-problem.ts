import { Problem } from '../../core/domain/problem.js';
import { OutboundError } from '../../core/outbound/errors.js';

/** The gateway's own trouble, or the campus's with it: a message is not to blame. */
const LATER = new Set([401, 403, 404, 405, 407, 408, 429]);

/** What an answer other than 2xx means. None of what it says is repeated: it may name the number. */
export function answerProblem(status: number): Problem {
  if (status === 401 || status === 403)
    return new Problem(503, 'sms_sign_in_refused', 'The gateway does not let the hub in.');
  if (status >= 500 || LATER.has(status))
    return new Problem(503, 'sms_deferred', 'The gateway asks to try again later.');
  return new Problem(422, 'sms_refused', 'The gateway refuses the message.', { permanent: true });
}

/** What it means that no answer came: where the line was never there, nothing can have been told. */
export function silenceProblem(error: unknown): unknown {
  return error instanceof OutboundError && !error.reached ? error : uncertain();
}

function uncertain(): Problem {
  return new Problem(504, 'delivery_uncertain', 'The gateway was told and did not answer.');
}
