import { z } from 'zod';
import type { PushAnswer, Pushed } from './push-port.js';

/**
 * How a device takes what the hub puts there. `refuse`: says no. `hang`: never answers. `old_version`: says that it
 * took it, and goes on with what it had.
 */
export type PushMode = 'take' | 'refuse' | 'hang' | 'old_version';

const policy = z.looseObject({
  version: z.int().nonnegative(),
  points: z.array(z.looseObject({ id: z.string() })),
});
export type DevicePolicy = z.infer<typeof policy>;

/** What the hub put on a device that it calls, in the device's own memory. */
export class HeldPolicy {
  mode: PushMode = 'take';
  #held: DevicePolicy | undefined;

  constructor(private readonly config: { pushToken: string; points: readonly { id: string }[] }) {}

  get version(): number | undefined {
    return this.#held?.version;
  }

  get policy(): DevicePolicy | undefined {
    return this.#held;
  }

  /** As if an old backup had been played back, or with null as if the device had been replaced. */
  driftTo(version: number | null): void {
    this.#held = version === null ? undefined : { ...(this.#held ?? { points: [] }), version };
  }

  async answer({ method, authorization, body }: Pushed): Promise<PushAnswer> {
    if (this.mode === 'hang') return new Promise(() => undefined);
    if (authorization !== `Bearer ${this.config.pushToken}`) return refusal(401, 'wrong_token');
    if (method === 'PUT') {
      const error = this.#take(body);
      if (error !== undefined) return refusal(409, error);
    } else if (method !== 'GET') return refusal(405, 'unknown_method');
    return { status: 200, body: { version: this.version ?? null } };
  }

  /** The same version again is calm: the hub may not have heard the answer. */
  #take(body: unknown): string | undefined {
    if (this.mode === 'refuse') return 'not_now';
    const read = policy.safeParse(body);
    if (!read.success) return 'unreadable';
    const own = new Set(this.config.points.map(({ id }) => id));
    if (read.data.points.some(({ id }) => !own.has(id))) return 'unknown_point';
    if (read.data.version < (this.version ?? 0)) return 'older_version';
    if (this.mode === 'take') this.#held = read.data;
    return undefined;
  }
}

function refusal(status: number, error: string): PushAnswer {
  return { status, body: { error } };
}
