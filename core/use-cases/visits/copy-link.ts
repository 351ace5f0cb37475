import type { Snapshot } from '../../snapshots/snapshot.js';
import type { Context } from '../context.js';
import type { Host } from './host.js';

export async function copyLink(
  _context: Context,
  _snapshot: Snapshot,
  _host: Host,
  _ask: { visit: string; visitor?: string | undefined; publicUrl: string },
): Promise<{ url: string; until: number }> {
  throw new Error('not written yet');
}
