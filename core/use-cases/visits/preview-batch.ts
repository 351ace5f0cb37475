import type { Language } from '../../domain/languages.js';
import type { VisitorWay } from '../../domain/visits.js';
import type { Snapshot } from '../../snapshots/snapshot.js';
import type { FieldError } from './visit-ask.js';

/** A row that is right, normalised. Times in epoch milliseconds. */
export interface BatchVisit {
  way: VisitorWay;
  name: string;
  contact: string;
  organisation: string | undefined;
  language: Language;
  purpose: string;
  from: number;
  until: number;
  points: string[];
}

/** `line` counts from 1, the header is line 1. */
export type BatchRow =
  | { line: number; ok: true; visit: BatchVisit }
  | { line: number; ok: false; errors: FieldError[] };

/** Pure. Throws `batch_unreadable` (422), `batch_too_long` (413). */
export function previewBatch(_snapshot: Snapshot, _csv: string, _now: number): { rows: BatchRow[] } {
  throw new Error('not written yet');
}
