import type { Void } from '../../domain/policy-source.js';
import type { DenyReason } from '../../domain/reasons.js';
import { deny, type Question, type Verdict } from '../question.js';

const REASONS = {
  frozen: 'credential_frozen',
  suspended: 'credential_suspended',
  revoked: 'credential_revoked',
  superseded: 'superseded',
} as const satisfies { [what in Extract<Void['what'], string>]: DenyReason };

/** What changed about the holder since the code was signed: a refusal, or other groups for the checks that follow. */
export function credential(question: Question): Verdict | undefined {
  const found = question.voids.get(question.facts.handle);
  if (found === undefined || question.at / 1000 >= found.until) return undefined;
  if (typeof found.what === 'string') return deny(REASONS[found.what]);
  question.groups = found.what.groups;
  return undefined;
}
