import { parse } from 'csv-parse/sync';
import { Problem } from '../../domain/problem.js';

const NEEDED = ['name', 'way', 'contact', 'from', 'until', 'points', 'purpose'] as const;
const OPTIONAL = ['organisation', 'language'] as const;
export const BATCH_COLUMNS = [...NEEDED, ...OPTIONAL];
export type BatchColumn = (typeof BATCH_COLUMNS)[number];

export const MOST_ROWS = 500;
const LONGEST_ROW = 8_192;

/** A row by the names of the header; null where it has another number of fields. */
export interface RawRow {
  /** Line on which it begins, the header being 1. */
  line: number;
  fields: Record<BatchColumn, string> | null;
}

/**
 * The rows of a file after RFC 4180, with or without a byte order mark; empty ones are passed over. Throws `batch_unreadable`
 * (422, `columns` where some are missing) and `batch_too_long` (413).
 */
export function readBatch(csv: string): RawRow[] {
  const [head, ...rows] = parsed(csv);
  const names = head?.record.map((name) => name.trim().toLowerCase()) ?? [];
  const missing = NEEDED.filter((name) => !names.includes(name));
  if (missing.length > 0)
    throw new Problem(422, 'batch_unreadable', 'The first line does not name these columns.', {
      columns: missing,
    });
  const full = rows.filter(({ record }) => record.some((field) => field.trim() !== ''));
  if (full.length > MOST_ROWS)
    throw new Problem(413, 'batch_too_long', `A file has at most ${MOST_ROWS} rows.`, { rows: full.length });
  return full.map(({ record, line }) => ({
    line,
    fields: record.length === names.length ? named(names, record) : null,
  }));
}

function parsed(csv: string): { record: string[]; line: number }[] {
  try {
    let line = 1;
    const rows = parse(csv, {
      bom: true,
      info: true,
      relax_column_count: true,
      max_record_size: LONGEST_ROW,
      // One more than a header and all rows, to see that there are too many, however long the file.
      to: MOST_ROWS * 4,
    }) as unknown as { record: string[]; info: { lines: number } }[];
    return rows.map(({ record, info }) => {
      const begins = line;
      line = info.lines + 1;
      return { record, line: begins };
    });
  } catch {
    throw new Problem(422, 'batch_unreadable', 'The file is not CSV: look for a quote that is never closed.');
  }
}

function named(names: readonly string[], record: readonly string[]): Record<BatchColumn, string> {
  const fields = BATCH_COLUMNS.map((column) => [column, record[names.indexOf(column)]?.trim() ?? '']);
  return Object.fromEntries(fields) as Record<BatchColumn, string>;
}
