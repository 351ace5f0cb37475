import type { Snapshot } from '../../snapshots/snapshot.js';
import type { Context } from '../context.js';
import type { MemberAsk } from './visit-ask.js';

/** Throws `link_ended` (404), `visit_invalid` (422), `group_full` (409). */
export async function registerMember(
  _context: Context,
  _snapshot: Snapshot,
  _token: string,
  _ask: MemberAsk,
): Promise<{ state: 'requested' | 'approved' }> {
  throw new Error('not written yet');
}
