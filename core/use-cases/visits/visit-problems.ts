import { Problem } from '../../domain/problem.js';
import type { FieldError } from './visit-ask.js';

/** `visit_invalid` (422): `errors` says what is wrong with which field. */
export function visitInvalid(errors: readonly FieldError[]): Problem {
  return new Problem(422, 'visit_invalid', 'Some of the fields are not right.', { errors });
}

export function visitUnknown(): Problem {
  return new Problem(404, 'visit_unknown', 'There is no such visit.');
}

export function visitEnded(): Problem {
  return new Problem(409, 'visit_ended', 'This visit is over, declined or cancelled.');
}

/** One answer for a link that never was, has ended, or whose visit was cancelled. */
export function linkEnded(): Problem {
  return new Problem(404, 'link_ended', 'This link leads nowhere any more.');
}

export function passEnded(): Problem {
  return new Problem(401, 'pass_ended', 'Open the link of the invitation once more.');
}

/** `state` as the pass shows it. */
export function passNotOpen(state: string): Problem {
  return new Problem(409, 'pass_not_open', 'There is no code for this visit now.', { state });
}
