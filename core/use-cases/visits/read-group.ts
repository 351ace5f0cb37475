import type { Localized } from '../../domain/languages.js';
import type { Snapshot } from '../../snapshots/snapshot.js';
import type { Context } from '../context.js';

/** A group as somebody with its registration link sees it. Times are ISO 8601. */
export interface GroupView {
  name: string;
  host: string | null;
  purpose: string;
  from: string;
  until: string;
  points: { id: string; name: Localized }[];
  /** Places that are left. */
  left: number;
}

/** Throws `link_ended` (404). */
export async function readGroup(_context: Context, _snapshot: Snapshot, _token: string): Promise<GroupView> {
  throw new Error('not written yet');
}
