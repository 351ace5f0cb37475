import { z } from 'zod';
import { Problem } from '../../domain/problem.js';
import { DENY_REASONS, GRANT_REASONS } from '../../domain/reasons.js';
import { TokenBucket } from '../../domain/token-bucket.js';
import { foreignScans } from '../../host/foreign-scans.js';
import type { PluginHost } from '../../host/plugin-host.js';
import type { Snapshot } from '../../snapshots/snapshot.js';
import type { Context } from '../../use-cases/context.js';
import { decideScan } from '../../use-cases/decide-scan.js';
import { type AnyRoute, route } from '../route.js';
import { campusOf } from './campus-of.js';

const body = z.strictObject({
  /** As the reader read it; a longer text is a rubbish scan, not a rubbish request. */
  code: z.string().max(4096),
  requestId: z.string().regex(/^[\w.:-]{1,64}$/, '1 to 64 of A-Z a-z 0-9 _ . : -'),
});

const answer = z.object({
  id: z.string(),
  decision: z.enum(['grant', 'deny']),
  reason: z.enum([...GRANT_REASONS, ...DENY_REASONS]),
  message: z.string(),
  version: z.number(),
  at: z.iso.datetime(),
});

/** A controller of many gates asks often; a stolen token that asks without end must not fill the event list. */
const SCANS = { burst: 1_000, perSecond: 200 };

/** A device asks about a scan at one of its points. Asking again with the same requestId gets the stored answer. */
export function decideRoute(context: Context, host: PluginHost): AnyRoute {
  const buckets = new Map<string, TokenBucket>();
  return route({
    method: 'post',
    path: '/api/v1/campuses/{campus}/points/{point}/decisions',
    role: 'device',
    summary: 'Decide a scanned text at a point',
    body,
    answer,
    async handle({ params, body: ask, principal }) {
      const snapshot: Snapshot = campusOf(context, params);
      if (principal?.kind !== 'device') throw new Error('admitted without a device');
      spend(buckets, `${snapshot.campus}/${principal.device.id}`, context.now());
      const scan = { device: principal.device, point: params['point'] ?? '', ...ask };
      const foreign = foreignScans(host.hooks(snapshot.campus), context.log);
      const { answer: decided, event } = await decideScan(context, snapshot, scan, foreign);
      if (event) host.tellDecision(snapshot.campus, event);
      return { json: decided };
    },
  });
}

/** One bucket a device, so there are never more than devices. Throws `too_many_scans` (429). */
function spend(buckets: Map<string, TokenBucket>, device: string, now: number): void {
  const bucket = buckets.get(device) ?? new TokenBucket(SCANS.burst, SCANS.perSecond);
  buckets.set(device, bucket);
  if (bucket.take(now)) return;
  throw new Problem(429, 'too_many_scans', 'This device asks more often than people can pass.', {
    retryAfter: 1,
  });
}
