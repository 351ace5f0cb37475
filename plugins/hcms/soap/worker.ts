import { z } from 'zod';

/** An element's text. Empty elements come as null or "", and mean that there is nothing. */
const text = z
  .string()
  .nullish()
  .transform((value) => (value === null || value === '' ? undefined : value));

/** The shape of a Worker element as far as the mapping needs it; what its fields say is the hub's to check. */
const worker = z.object({
  Action: text,
  WorkerNumber: text,
  LoginName: text,
  DisplayName: text,
  NativeName: text,
  WorkEmail: text,
  MobilePhone: text,
  WorkerType: text,
  Company: text,
  Department: text,
  Job: z.array(z.object({ EffectiveDate: text, ExpectedEndDate: text })).default([]),
  ReportDuty: z.object({ ConfirmedBy: text, ConfirmedAt: text }).nullish(),
  CardStatus: text,
});
export type Worker = z.infer<typeof worker>;

/** GetWorkersResponse. A worker whose shape is wrong must not end the page, so workers are read one by one. */
export const workersPage = z.object({
  Full: z.boolean(),
  ChangeStamp: z.string().min(1),
  TotalCount: z.int().min(0),
  NextCursor: text,
  Worker: z.array(z.unknown()).default([]),
});
export type WorkersPage = z.infer<typeof workersPage>;

/** Undefined when the element has another shape altogether. */
export function readWorker(element: unknown): Worker | undefined {
  return worker.safeParse(element).data;
}
