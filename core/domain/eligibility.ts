import { z } from 'zod';

const isoDate = z.iso.date();

/**
 * One person as a source (HR, directory, student register) tells it: what crosses the `eligibility:pull` hook.
 * `sourceKey` is the source's stable id of the person, never the card number and never an e-mail address.
 */
export const personRecord = z.strictObject({
  sourceKey: z.string().min(1).max(128),
  /** The name typed at sign-in, without a domain. */
  loginName: z.string().min(1).max(128).optional(),
  name: z.string().min(1).max(300),
  email: z.email().max(254).optional(),
  mobile: z.string().max(32).optional(),
  affiliation: z.enum(['staff', 'student', 'alum', 'affiliate']),
  /** Employer or school entity, as the source codes it. */
  entity: z.string().max(64).optional(),
  /** Organisation unit, as the source codes it. */
  unit: z.string().max(64).optional(),
  /** Appointments or enrolments; current when one covers today. `until` is the last day. */
  appointments: z.array(z.strictObject({ from: isoDate, until: isoDate.optional() })).max(50),
  /** Report for duty, by whom and when the head confirmed it; absent means not confirmed yet. */
  dutyConfirmed: z.strictObject({ by: z.string().max(300), at: z.iso.datetime({ offset: true }) }).optional(),
  /** State of the physical card. */
  card: z.enum(['current', 'replaced', 'reported_lost', 'none']),
});
export type PersonRecord = z.infer<typeof personRecord>;

/** Why a person has no active credential: each has its sentence and links in the campus file. */
export const INELIGIBLE_REASONS = [
  'duty_not_confirmed',
  'not_current_appointee',
  'entity_not_covered',
  'affiliation_not_covered',
  'card_not_current',
  'left_source',
] as const;
export type IneligibleReason = (typeof INELIGIBLE_REASONS)[number];

/** What the campus asks of a person, from its campus file. */
export interface EligibilityRules {
  affiliations: PersonRecord['affiliation'][];
  /** Affiliations whose duty must have been confirmed. */
  dutyConfirmation: PersonRecord['affiliation'][];
  /** Entities that are not covered: their people keep using the physical card. */
  excludedEntities: string[];
  /** Affiliations whose physical card must be current. */
  currentCard: PersonRecord['affiliation'][];
}

export type Eligibility = { eligible: true } | { eligible: false; reason: IneligibleReason };
