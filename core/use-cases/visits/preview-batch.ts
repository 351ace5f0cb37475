import type { Snapshot } from '../../snapshots/snapshot.js';
import { type BatchVisit, checkRow } from './check-row.js';
import { visitRules } from './may.js';
import { readBatch } from './read-batch.js';
import type { FieldError } from './visit-ask.js';

export type { BatchVisit } from './check-row.js';

/** `line` counts from 1, the header being line 1. */
export type BatchRow =
  | { line: number; ok: true; visit: BatchVisit }
  | { line: number; ok: false; errors: FieldError[] };

/**
 * What booking this file would find right and wrong, row by row. Pure. Throws `visits_not_offered` (404), `batch_unreadable`
 * (422), `batch_too_long` (413).
 */
export function previewBatch(
  snapshot: Pick<Snapshot, 'file'>,
  csv: string,
  now: number,
): { rows: BatchRow[] } {
  const { timeZone, languages } = snapshot.file.campus;
  const check = { rules: visitRules(snapshot), timeZone, language: languages[0] ?? ('en' as const), now };
  const seen = new Set<string>();
  const rows = readBatch(csv).map(({ line, fields }): BatchRow => {
    if (fields === null) return { line, ok: false, errors: [{ field: 'row', code: 'row_unreadable' }] };
    const visit = checkRow(fields, check);
    if (Array.isArray(visit)) return { line, ok: false, errors: visit };
    if (seen.has(rowIdentity(visit)))
      return { line, ok: false, errors: [{ field: 'contact', code: 'duplicate_row' }] };
    seen.add(rowIdentity(visit));
    return { line, ok: true, visit };
  });
  return { rows };
}

/** Who comes when and where: a row that says the same is the same visit, in this file and in the next one. */
export function rowIdentity({ way, contact, from, until, points }: BatchVisit): string {
  return JSON.stringify([way, contact.toLowerCase(), from, until, [...points].sort()]);
}
