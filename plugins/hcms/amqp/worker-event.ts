import { z } from 'zod';
import { personRecord } from '../../../core/domain/eligibility.js';

/** What an event says of one worker, and where it stands among the events of that worker. */
export interface WorkerEvent {
  sourceKey: string;
  /** The event's sequence, or its time in epoch milliseconds: comparable within one feed only. */
  position: number;
  /** As `eligibility:pull` takes it. */
  record: Record<string, unknown>;
}

export type OrderBy = 'time' | 'sequence';

const LARGEST = 64 * 1024;
/** An event from the future would make all later ones look old. */
const AHEAD_MS = 24 * 3_600_000;

/** CloudEvents 1.0, JSON format; `sequence` as in the Sequence extension. Other attributes are let pass. */
const envelope = z.looseObject({
  specversion: z.literal('1.0'),
  id: z.string().min(1).max(256),
  source: z.string().min(1).max(1_024),
  /** Whatever reverse-DNS name of the sender's stands before it. */
  type: z.string().regex(/(^|\.)worker\.(changed|left)\.v1$/),
  time: z.iso.datetime({ offset: true }).optional(),
  sequence: z
    .union([z.string().regex(/^\d{1,15}$/), z.int().min(0)])
    .transform(Number)
    .optional(),
  data: z.unknown(),
});
const left = z.looseObject({ sourceKey: personRecord.shape.sourceKey });

/** Null where the bytes are no worker event that can be put in order: such a message is nobody's to apply. */
export function readWorkerEvent(body: Buffer, orderBy: OrderBy, now: number): WorkerEvent | null {
  const event = envelope.safeParse(body.length > LARGEST ? null : parsed(body)).data;
  const position = event && positionOf(event, orderBy, now);
  if (!event || position === undefined) return null;
  const record = event.type.endsWith('worker.left.v1') ? leaver(event.data) : changed(event.data);
  return record && { sourceKey: String(record['sourceKey']), position, record };
}

function positionOf(
  { time, sequence }: z.infer<typeof envelope>,
  orderBy: OrderBy,
  now: number,
): number | undefined {
  if (orderBy === 'sequence') return sequence;
  const at = time === undefined ? Number.NaN : Date.parse(time);
  return at <= now + AHEAD_MS ? at : undefined;
}

function changed(data: unknown): Record<string, unknown> | null {
  return personRecord.safeParse(data).data ?? null;
}

function leaver(data: unknown): Record<string, unknown> | null {
  const read = left.safeParse(data).data;
  return read ? { sourceKey: read.sourceKey, left: true } : null;
}

function parsed(body: Buffer): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body));
  } catch {
    return null;
  }
}
