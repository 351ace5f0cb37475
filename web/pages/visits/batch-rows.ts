import type { BookedRow } from '../../../core/use-cases/visits/book-batch.js';
import type { BatchRow } from '../../../core/use-cases/visits/preview-batch.js';
import type { FieldError } from '../../../core/use-cases/visits/visit-ask.js';
import { windowText } from '../../components/visit-facts/when.js';
import { FIELD_WORDS, type FieldWords } from '../../components/visit-fields/words.js';
import type { Desk } from './desk.js';

/** A row of the table above the field. */
export interface RowView {
  line: number;
  outcome: string;
  tone: 'good' | 'bad';
  /** Who comes when, of a row that is right. */
  text: string;
  errors: { field: string; text: string }[];
}

/** What each row says, or what is wrong with it, by field and in words. */
export function previewRows(desk: Desk, rows: readonly BatchRow[]): RowView[] {
  const { words, language, snapshot } = desk;
  return rows.map((row): RowView => {
    if (!row.ok) return wrongRow(desk, row, words.batch.bad);
    const { name, contact, from, until } = row.visit;
    const [begin = '', end = ''] = [from, until].map((at) => new Date(at).toISOString());
    const when = windowText(begin, end, language, snapshot.file.campus.timeZone);
    const text = [name, contact, when].join(' · ');
    return { line: row.line, outcome: words.batch.good, tone: 'good', text, errors: [] };
  });
}

/** The rows that were left out, and why; the others stand among the visits. */
export function failedRows(desk: Desk, rows: readonly BookedRow[]): RowView[] {
  return rows.flatMap((row) =>
    row.state === 'failed' ? [wrongRow(desk, row, desk.words.batch.failed)] : [],
  );
}

function wrongRow({ language }: Desk, row: { line: number; errors: FieldError[] }, outcome: string): RowView {
  const words = FIELD_WORDS[language];
  const errors = row.errors.map(({ field, code }) => ({
    field: labelOf(field, words),
    text: words.faults[code],
  }));
  return { line: row.line, outcome, tone: 'bad', text: '', errors };
}

/** The column as the template names it, with its label: both are in front of whoever corrects the table. */
function labelOf(field: string, words: FieldWords): string {
  const label = words[field as keyof FieldWords];
  return field !== 'row' && typeof label === 'string' ? `${label} (${field})` : words.row;
}
