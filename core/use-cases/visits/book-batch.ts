import type { Snapshot } from '../../snapshots/snapshot.js';
import type { Context } from '../context.js';
import type { Host } from './host.js';
import type { FieldError } from './visit-ask.js';

export type BookedRow =
  | { line: number; state: 'created' | 'known'; visit: string }
  | { line: number; state: 'failed'; errors: FieldError[] };

export interface BookedBatch {
  created: number;
  known: number;
  failed: number;
  rows: BookedRow[];
}

export async function bookBatch(
  _context: Context,
  _snapshot: Snapshot,
  _host: Host,
  _csv: string,
): Promise<BookedBatch> {
  throw new Error('not written yet');
}
