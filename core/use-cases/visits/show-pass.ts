import type { PassView } from '../../domain/visits.js';
import type { Snapshot } from '../../snapshots/snapshot.js';
import type { Context } from '../context.js';

export interface ShownPass {
  /** Null while it is not proven who looks: the link alone says nothing about the visit. */
  pass: PassView | null;
  proven: boolean;
  /** Masked. */
  contact: string;
}

/** Throws `pass_ended` (401). */
export async function showPass(_context: Context, _snapshot: Snapshot, _session: string): Promise<ShownPass> {
  throw new Error('not written yet');
}
