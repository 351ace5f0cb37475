import type { Language } from '../../domain/languages.js';
import type { Snapshot } from '../../snapshots/snapshot.js';
import type { Context } from '../context.js';
import type { WindowAsk } from './visit-ask.js';

export interface AlumniAsk extends WindowAsk {
  name: string;
  /** The register's own number of the person. */
  number: string;
  purpose: string;
  language: Language;
  /** For throttling only. */
  remoteAddress: string;
}

/** Says the same whether there was a match or not. Throws `visit_invalid` (422), `too_many_bookings` (429). */
export async function bookAlumni(_context: Context, _snapshot: Snapshot, _ask: AlumniAsk): Promise<void> {
  throw new Error('not written yet');
}
