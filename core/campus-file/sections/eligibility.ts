import { z } from 'zod';
import { INELIGIBLE_REASONS, personRecord } from '../../domain/eligibility.js';
import { distinct, id, localizedText, loginName } from '../words.js';

const affiliation = personRecord.shape.affiliation;

/** What a person without a credential reads. `contact` names a topic, `links` ids of the links section. */
const answer = z.strictObject({
  sentence: localizedText,
  contact: id.optional(),
  links: z.array(id).default([]),
});

export const eligibilitySection = z.strictObject({
  affiliations: distinct(affiliation),
  dutyConfirmation: z.array(affiliation).default([]),
  excludedEntities: z.array(z.string().min(1).max(64)).default([]),
  currentCard: z.array(affiliation).default([]),
  /** Where a reason is missing, the product's own sentence is shown. */
  answers: z.partialRecord(z.enum(INELIGIBLE_REASONS), answer).default({}),
});

/**
 * Who may do what in the console, by login name: staff only, since a student may share a staff member's name where
 * both kinds sign in under domains of their own. A campus without an admin could not be run.
 */
export const rolesSection = z.strictObject({
  admin: distinct(loginName),
  approver: distinct(loginName).optional(),
  guard: distinct(loginName).optional(),
  help_desk: distinct(loginName).optional(),
  auditor: distinct(loginName).optional(),
});
