import { z } from 'zod';
import { POINT_KINDS, POINT_MODES } from '../../domain/policy-source.js';
import { id, localDate, localizedText, loginName } from '../words.js';

export const areasSection = z.array(
  z.strictObject({
    id,
    parent: id.optional(),
    name: localizedText,
    /**
     * Sign-in names of staff who look after this area and all inside it: the role `area_owner`, who sees in the console the
     * points, devices, rules and events of these areas and nothing else. Each once, without regard to case.
     */
    owners: z
      .array(loginName)
      .min(1)
      .max(50)
      .refine(
        (names) => new Set(names.map((name) => name.toLowerCase())).size === names.length,
        'each name once',
      )
      .optional(),
  }),
);

/** Points have no number here: the hub gives one when the file is applied and never uses it again. */
export const pointsSection = z.array(
  z.strictObject({
    id,
    area: id,
    kind: z.enum(POINT_KINDS),
    name: localizedText,
    mode: z.enum(POINT_MODES).default('normal'),
    /** Coming soon: named on the premises page, closed before this date. */
    opens: localDate.optional(),
  }),
);
