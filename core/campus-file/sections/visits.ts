import { z } from 'zod';
import { personRecord } from '../../domain/eligibility.js';
import { VISIT_KINDS } from '../../domain/visits.js';
import { distinct, id } from '../words.js';

const affiliations = distinct(personRecord.shape.affiliation);
const approval = z.enum(['automatic', 'approver']);

/** Whom a campus lets invite whom, where to, and who has to agree. Absent: the campus takes no visitors here. */
export const visitsSection = z.strictObject({
  /** Affiliations that may invite. */
  hosts: affiliations,
  /** Affiliations that may invite a group: by default staff only. */
  groupHosts: affiliations.default(['staff']),
  /** The group that a visit's codes carry: rules say where and when it passes, as for everybody. */
  group: id,
  /** The points that a visit may open; the first ones are offered. */
  points: distinct(id),
  /** Who agrees before a visit counts: by kind, automatically where none is named. */
  approval: z.partialRecord(z.enum(VISIT_KINDS), approval).default({}),
  /** Longest window of a visit. */
  maxHours: z
    .int()
    .min(1)
    .max(24 * 31)
    .default(24),
  /** How far ahead a visit may be asked for. */
  maxDaysAhead: z.int().min(1).max(366).default(90),
  maxGroupSize: z.int().min(2).max(500).default(50),
  /** Visitors whom one host may have told on one day, by booking, by a group's registration or by a change. */
  maxPerHostDay: z.int().min(1).max(100_000).default(1_000),
  /** Whether alumni may book for themselves, after a match in a register that a source brings. */
  alumni: z.boolean().default(false),
});
export type VisitRules = z.infer<typeof visitsSection>;
