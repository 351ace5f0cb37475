import { z } from 'zod';
import type { DeviceView } from '../../../core/domain/devices.js';
import { Problem } from '../../../core/domain/problem.js';
import { TokenBucket } from '../../../core/domain/token-bucket.js';
import type { Principal } from '../../../core/http/principal.js';
import type { Panel, PrinterScope } from '../session-store.js';

/** A panel asks about its session now and then; a stolen token that asks without end must not fill the tables. */
const ASKS = { burst: 100, perSecond: 20 };

/** A session as answers show it. */
export const sessionAnswer = z.object({
  id: z.uuid(),
  user: z.string(),
  displayName: z.string(),
  quotaGroup: z.object({ id: z.string(), name: z.string() }).nullable(),
  expiresAt: z.iso.datetime(),
});

/** Admits panels of this campus, each for its own printers and at the rate of a panel. */
export class PanelDoor {
  readonly #buckets = new Map<string, TokenBucket>();

  constructor(private readonly scope: PrinterScope) {}

  /** The reader that asks. Throws `other_plugins_device` (403) and `too_many_scans` (429). */
  admit(principal: Principal | null): DeviceView {
    if (principal?.kind !== 'device') throw new Error('admitted without a device');
    const reader = this.scope.hub.devices().find(({ id }) => id === principal.device.id);
    if (!reader) throw new Problem(403, 'other_plugins_device', 'This device is no printer panel.');
    const bucket = this.#buckets.get(reader.id) ?? new TokenBucket(ASKS.burst, ASKS.perSecond);
    this.#buckets.set(reader.id, bucket);
    if (bucket.take(this.scope.now())) return reader;
    throw new Problem(429, 'too_many_scans', 'This panel asks more often than people can press.', {
      retryAfter: 1,
    });
  }

  /** The panel at a printer. Throws `point_not_yours` (403). */
  async panel(principal: Principal | null, point: string): Promise<Panel> {
    const { id, points } = this.admit(principal);
    if (points.includes(point)) return { device: id, point };
    await this.scope.hub.auditDevice('device.refused', id, { cause: 'point_not_yours' });
    throw new Problem(403, 'point_not_yours', 'This device does not stand at that point.');
  }
}

/** The id in the path; what is no uuid is nobody's. Throws `session_unknown` (404). */
export function sessionId(params: Record<string, string>): string {
  const id = z.uuid().safeParse(params['session']);
  if (id.success) return id.data;
  throw new Problem(404, 'session_unknown', 'This panel has no such session.');
}
