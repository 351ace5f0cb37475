import type { Snapshot } from '../../snapshots/snapshot.js';
import type { Context } from '../context.js';

export interface OpenedPass {
  /** Goes into the cookie `gatehouse_pass_<slug>`; shown this once. */
  session: string;
  /** Whether it shows the pass at once; otherwise the invited number is proven first. */
  proven: boolean;
  /** Epoch milliseconds; the cookie ends with it. */
  until: number;
}

/** Throws `link_ended` (404), whatever the cause. */
export async function openLink(_context: Context, _snapshot: Snapshot, _token: string): Promise<OpenedPass> {
  throw new Error('not written yet');
}
