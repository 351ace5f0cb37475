import type { IneligibleReason } from './eligibility.js';

/** The right to codes. Only `active` gets codes. */
export const CREDENTIAL_STATES = ['pending', 'active', 'frozen', 'suspended', 'revoked'] as const;
export type CredentialState = (typeof CREDENTIAL_STATES)[number];

/** Always present beside the state. `eligible` goes with `active`. */
export type CredentialReason = 'eligible' | IneligibleReason | 'capture_reported' | 'shared' | 'by_admin';
