import { z } from 'zod';
import { WEEKDAYS } from '../../core/domain/policy-source.js';

/** Every topic stands below it: `gatehouse/v1/{campus}/{device}/{kind}` (design section 8). */
export const ROOT = 'gatehouse/v1';
/** What a device writes. `event` is kept for gates that decide by themselves. */
export const UPWARD = ['scan', 'event', 'ack', 'state'] as const;
/** What a device reads. */
export const DOWNWARD = ['decision', 'command'] as const;
/** Names below a campus that are for all of its devices; no device can have them. */
export const SHARED_NAMES: readonly string[] = ['all', 'group'];

export type Upward = (typeof UPWARD)[number];
export type Downward = (typeof DOWNWARD)[number];
export interface DeviceName {
  campus: string;
  device: string;
}

export function topic({ campus, device }: DeviceName, kind: Upward | Downward): string {
  return `${ROOT}/${campus}/${device}/${kind}`;
}

const UPWARD_TOPIC = /^gatehouse\/v1\/([a-z0-9-]{1,64})\/([a-z0-9-]{1,64})\/(scan|event|ack|state)$/;

/** Whose topic it is and what is said on it; null for any that a device does not write. */
export function readTopic(text: string): (DeviceName & { kind: Upward }) | null {
  const [, campus, device, kind] = UPWARD_TOPIC.exec(text) ?? [];
  const known = UPWARD.find((upward) => upward === kind);
  if (campus === undefined || device === undefined || known === undefined) return null;
  return SHARED_NAMES.includes(device) ? null : { campus, device, kind: known };
}

/** A request's or connection's own name. It is stored and sent back, so it is short and plain. */
const ownId = z.string().regex(/^[\x21-\x7e]{1,64}$/);
const instant = z.iso.datetime({ offset: true });
const version = z.int().nonnegative();

/** `scan`, QoS 1: a text that the device read at one of its points. It is worth nothing after `expires`. */
export const scanMessage = z.object({
  id: ownId,
  point: z.string().min(1).max(64),
  code: z.string().max(2048),
  at: instant,
  expires: instant,
});

/** `decision`, QoS 1: the answer to the scan with this id. A gate opens for `grant` before `expires`, else never. */
export const decisionMessage = z.object({
  id: ownId,
  decision: z.enum(['grant', 'deny']),
  /** A reason of the closed list, or `point_not_yours` or `request_id_reused`: the gate is set up wrongly. */
  reason: z.string(),
  /** One line for the gate's display. */
  message: z.string(),
  at: instant,
  expires: instant,
});

const hours = z.array(z.object({ from: z.string(), to: z.string() }));
/** `command`, QoS 1: hold this from now on, and say so on `ack`. Local times; half open; "24:00" ends a day. */
export const commandMessage = z.object({
  id: ownId,
  kind: z.literal('policy'),
  version,
  payload: z.object({
    timeZone: z.string(),
    points: z.array(
      z.object({
        point: z.string(),
        name: z.record(z.string(), z.string()),
        mode: z.string(),
        hours: z.object(Object.fromEntries(WEEKDAYS.map((day) => [day, hours]))),
      }),
    ),
  }),
  expires: instant,
});

/** `ack`, QoS 1: `version` is what the device holds now, whether it took the command (`ok`) or refused it. */
export const ackMessage = z.object({
  id: ownId,
  version: version.nullable(),
  ok: z.boolean(),
  /** A code such as `unknown_point`. */
  error: z
    .string()
    .regex(/^[a-z0-9_]{1,64}$/)
    .optional()
    .catch(undefined),
});

/** `state`, retained, QoS 1, and the last will with `online: false`. `connection` is random, new at each connect. */
export const stateMessage = z.object({
  online: z.boolean(),
  connection: ownId,
  version: version.nullish(),
});

export type ScanMessage = z.infer<typeof scanMessage>;
export type DecisionMessage = z.infer<typeof decisionMessage>;
export type CommandMessage = z.infer<typeof commandMessage>;
export type AckMessage = z.infer<typeof ackMessage>;

/** Larger than any honest message; checked before a byte of it is parsed. */
const MAX_BYTES = 8_192;

/** A payload as its topic's schema reads it; null for anything else. */
export function readPayload<T>(schema: z.ZodType<T>, payload: Buffer): T | null {
  if (payload.length > MAX_BYTES) return null;
  try {
    return schema.safeParse(JSON.parse(payload.toString('utf8'))).data ?? null;
  } catch {
    return null;
  }
}
