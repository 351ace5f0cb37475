import type { BookedRow } from '../../../core/use-cases/visits/book-batch.js';
import type { BatchRow } from '../../../core/use-cases/visits/preview-batch.js';
import type { FieldError } from '../../../core/use-cases/visits/visit-ask.js';
import { windowText } from '../../components/visit-facts/when.js';
import { FIELD_WORDS, type FieldWords } from '../../components/visit-fields/words.js';
import type { Desk } from './desk.js';

/** A row of the table below the field. */
export interface RowView {
  line: number;
  outcome: string;
  tone: 'good' | 'bad' | 'soft';
  errors: { field: string; text: string }[];
  visitor: string;
  contact: string;
  when: string;
}

/** What each row says, or what is wrong with it, by field and in words. */
export function previewRows(desk: Desk, rows: readonly BatchRow[]): RowView[] {
  const { words, language, snapshot } = desk;
  return rows.map((row): RowView => {
    if (!row.ok) return wrongRow(desk, row, words.batch.rowStates.failed);
    const { name: visitor, contact, from, until } = row.visit;
    const [begin, end] = [from, until].map((at) => new Date(at).toISOString());
    const when = windowText(begin ?? '', end ?? '', language, snapshot.file.campus.timeZone);
    return { line: row.line, outcome: words.batch.good, tone: 'good', errors: [], visitor, contact, when };
  });
}

/** What became of each row; those that stayed out say why. */
export function bookedRows(desk: Desk, rows: readonly BookedRow[]): RowView[] {
  const { rowStates } = desk.words.batch;
  return rows.map((row): RowView => {
    if (row.state === 'failed') return wrongRow(desk, row, rowStates.failed);
    const tone = row.state === 'created' ? 'good' : 'soft';
    return { ...NOBODY, line: row.line, outcome: rowStates[row.state], tone };
  });
}

const NOBODY = { errors: [], visitor: '', contact: '', when: '' };

function wrongRow({ language }: Desk, row: { line: number; errors: FieldError[] }, outcome: string): RowView {
  const words = FIELD_WORDS[language];
  const errors = row.errors.map(({ field, code }) => ({
    field: labelOf(field, words),
    text: words.faults[code],
  }));
  return { ...NOBODY, line: row.line, outcome, tone: 'bad', errors };
}

/** The column as the template names it, with its label: both are in front of whoever corrects the table. */
function labelOf(field: string, words: FieldWords): string {
  const label = words[field as keyof FieldWords];
  return field !== 'row' && typeof label === 'string' ? `${label} (${field})` : words.row;
}
