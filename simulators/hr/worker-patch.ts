import { z } from 'zod';

const date = z.iso.date();

/** What can be changed about a worker. Absent stays as it is; null takes an optional fact away. */
export const workerPatch = z.strictObject({
  loginName: z.string().min(1).optional(),
  name: z.strictObject({ en: z.string(), zh: z.string().optional() }).optional(),
  email: z.string().optional(),
  mobile: z.string().nullable().optional(),
  entity: z.string().optional(),
  unit: z.string().optional(),
  appointments: z.array(z.strictObject({ from: date, until: date.optional() })).optional(),
  dutyConfirmed: z
    .strictObject({ by: z.string(), at: z.iso.datetime({ offset: true }) })
    .nullable()
    .optional(),
  card: z.enum(['current', 'replaced', 'reported_lost', 'none']).optional(),
});
export type WorkerPatch = z.infer<typeof workerPatch>;
