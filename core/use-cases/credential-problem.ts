import type { CredentialReason, CredentialState } from '../domain/credential.js';
import { Problem } from '../domain/problem.js';

/** Why there is no code: `credential_pending`, `credential_frozen`, `credential_suspended`, `credential_revoked`. */
export function credentialProblem(state: CredentialState, reason: CredentialReason): Problem {
  return new Problem(403, `credential_${state}`, 'There is no code for this person now.', { reason });
}
