import { z } from 'zod';

export const staffappSettings = z.strictObject({
  phoneDays: z
    .int()
    .min(1)
    .max(365)
    .default(30)
    .meta({ title: 'Days for which a linked phone shows codes before its holder signs in again' }),
  scanHints: z
    .boolean()
    .default(true)
    .meta({ title: 'Show below the code how to hold the phone to a reader' }),
});
export type StaffappSettings = z.infer<typeof staffappSettings>;
