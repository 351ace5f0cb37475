import type { Snapshot } from '../snapshots/snapshot.js';
import { change } from '../store/change.js';
import type { Context } from './context.js';
import { holdsPolicy } from './desired-policy.js';

/**
 * A local day begins: appointments start and end with it, and so do the dates of points and rules that devices hold.
 * Asked for as jobs, of which only the newest is run, so that every node may say it.
 */
export async function beginDay(context: Context, snapshot: Snapshot): Promise<void> {
  await change(context.pool, snapshot.campus, async ({ job }) => {
    job('rejudge-campus', {});
    for (const device of snapshot.devices.values()) {
      if (holdsPolicy(device)) job('push-policy', { device: device.id });
    }
  });
}
