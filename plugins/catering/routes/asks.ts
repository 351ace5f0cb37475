import type { DeviceView } from '../../../core/domain/devices.js';
import { Problem } from '../../../core/domain/problem.js';
import { TokenBucket } from '../../../core/domain/token-bucket.js';
import type { Principal } from '../../../core/http/principal.js';
import type { CateringScope } from '../claims.js';

/** A till serves one person at a time; a stolen token that asks without end must not fill the event list. */
const ASKS = { burst: 100, perSecond: 10 };

/** Admits tills of this campus, each at the rate of a till. */
export class TillDoor {
  readonly #buckets = new Map<string, TokenBucket>();

  constructor(private readonly scope: CateringScope) {}

  /** The till that asks. Throws `other_plugins_device` (403) and `too_many_scans` (429). */
  admit(principal: Principal | null): DeviceView {
    if (principal?.kind !== 'device') throw new Error('admitted without a device');
    const till = this.scope.hub.devices().find(({ id }) => id === principal.device.id);
    if (!till) throw new Problem(403, 'other_plugins_device', 'This device is no till.');
    const bucket = this.#buckets.get(till.id) ?? new TokenBucket(ASKS.burst, ASKS.perSecond);
    this.#buckets.set(till.id, bucket);
    if (bucket.take(this.scope.now())) return till;
    throw new Problem(429, 'too_many_scans', 'This till asks more often than people can eat.', {
      retryAfter: 1,
    });
  }
}
