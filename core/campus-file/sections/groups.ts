import { z } from 'zod';
import { personRecord } from '../../domain/eligibility.js';
import { distinct, id, localizedText, loginName } from '../words.js';

const affiliations = distinct(personRecord.shape.affiliation);
const sourceCode = z.string().min(1).max(64);
const SOME = 'at least one condition: affiliation, unit, entity or loginName';

/** Who is in a group: every condition must hold, by any entry of its list. None would mean everybody. */
const members = z
  .strictObject({
    affiliation: affiliations.optional(),
    unit: distinct(sourceCode).optional(),
    entity: distinct(sourceCode).optional(),
    loginName: distinct(loginName).optional(),
  })
  .refine((conditions) => Object.values(conditions).some((list) => list !== undefined), SOME);

export const groupsSection = z.array(z.strictObject({ id, name: localizedText, members }));
