import { z } from 'zod';
import type { Snapshot } from '../snapshots/snapshot.js';
import type { Context } from '../use-cases/context.js';
import { holdsPolicy } from '../use-cases/desired-policy.js';
import { type Push, pushPolicy } from '../use-cases/push-policy.js';
import type { JobHandler } from './handlers.js';

const payload = z.object({ device: z.string() });
/** About an hour; a gate that comes back later is pushed to when it says that it is online. */
const ATTEMPTS = 12;

/**
 * Runs `push-policy` {device}. It pushes what is desired now, not what was when the job was written. `pushOf` finds the
 * plugin's hook, as it runs with the snapshot's own settings: they are part of what is pushed. A device that is gone,
 * holds nothing or whose plugin is disabled has nothing to be pushed.
 */
export function pushPolicyHandler(
  context: Context,
  pushOf: (snapshot: Snapshot, plugin: string) => Promise<Push | undefined> | Push | undefined,
): JobHandler {
  return {
    attempts: ATTEMPTS,
    latestOnly: true,
    async run(job, signal) {
      // The job may be older than this node's snapshot by a bell that has not rung yet.
      await context.snapshots.follow();
      const snapshot = context.snapshots.byNumber(job.campus);
      const { device: id } = payload.parse(job.payload);
      const device = [...(snapshot?.devices.values() ?? [])].find((one) => one.id === id);
      if (!snapshot || !device || !holdsPolicy(device)) return;
      const push = await pushOf(snapshot, device.plugin);
      if (push) await pushPolicy(context, snapshot, { device, push, signal });
    },
  };
}
