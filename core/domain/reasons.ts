/**
 * Every reason a decision can carry: the closed list of design section 5. A reason is a code for machines;
 * what a person reads stands in `sentences/`. A reason that is retired is never used again for something else.
 */
export const DENY_REASONS = [
  'unreadable',
  'wrong_campus',
  'unknown_key',
  'bad_signature',
  'expired_code',
  'clock_ahead',
  'credential_frozen',
  'credential_suspended',
  'credential_revoked',
  'superseded',
  'point_disabled',
  'lockdown',
  'not_permitted_here',
  'outside_hours',
  'visit_not_started',
  'visit_over',
  'already_used',
  'rule_error',
  'stale_bundle',
  'try_again',
] as const;
export const GRANT_REASONS = ['permitted', 'released', 'permitted_by_origin'] as const;

export type DenyReason = (typeof DENY_REASONS)[number];
export type GrantReason = (typeof GRANT_REASONS)[number];
export type Reason = DenyReason | GrantReason;
export type Outcome = 'grant' | 'deny';
