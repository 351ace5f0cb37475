import { z } from 'zod';
import type { GateConfig, Message } from '../gate.js';

const command = z.looseObject({
  id: z.string().min(1),
  kind: z.string(),
  version: z.number().int().nonnegative().optional(),
  expires: z.iso.datetime({ offset: true }).optional(),
});
const policy = z.looseObject({ points: z.array(z.looseObject({ point: z.string() })) });
export type PushedPolicy = z.infer<typeof policy>;

/** What goes back on the ack topic. `version` is what the device holds now. */
export interface Ack {
  id: string;
  version: number | null;
  ok: boolean;
  error?: string;
}

/** The list of points and hours that the hub pushed, in the device's own memory: it survives a lost connection. */
export class PolicyMemory {
  #held: { version: number; policy: PushedPolicy } | undefined;

  constructor(private readonly config: GateConfig) {}

  get version(): number | undefined {
    return this.#held?.version;
  }

  get policy(): PushedPolicy | undefined {
    return this.#held?.policy;
  }

  /** As if an old backup had been played back: the same list under an older number. */
  driftTo(version: number): void {
    this.#held = { version, policy: this.#held?.policy ?? { points: [] } };
  }

  /** Obeys a command; undefined for what has no id to acknowledge. */
  obey(message: Message, now: Date): Ack | undefined {
    const read = command.safeParse(message);
    if (!read.success) return undefined;
    const { id, expires } = read.data;
    const error =
      expires !== undefined && Date.parse(expires) <= now.getTime() ? 'expired' : this.#store(read.data);
    const version = this.version ?? null;
    return error === undefined ? { id, version, ok: true } : { id, version, ok: false, error };
  }

  /** Stores a pushed policy, or says why not. The same version again is calm: the hub may not have heard the ack. */
  #store({ kind, version, payload }: z.infer<typeof command>): string | undefined {
    if (kind !== 'policy') return 'unknown_kind';
    const read = policy.safeParse(payload);
    if (!read.success || version === undefined) return 'unreadable';
    const own = new Set(this.config.points.map(({ id }) => id));
    if (read.data.points.some(({ point }) => !own.has(point))) return 'unknown_point';
    if (version < (this.version ?? 0)) return 'older_version';
    this.#held = { version, policy: read.data };
    return undefined;
  }
}
