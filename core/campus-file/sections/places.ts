import { z } from 'zod';
import { POINT_KINDS, POINT_MODES } from '../../domain/policy-source.js';
import { id, localDate, localizedText } from '../words.js';

export const areasSection = z.array(z.strictObject({ id, parent: id.optional(), name: localizedText }));

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
