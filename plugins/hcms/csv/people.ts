import { type RowRecord, rowToRecord } from '../mapping.js';
import type { CsvSettings } from '../settings.js';
import { CsvError } from './csv-error.js';
import { namedFields, readHeader } from './header.js';
import { rowsOf } from './rows.js';

/** A raw record with its place in the file; a row that cannot be read has none, for the hub to refuse and count. */
export interface PlacedRecord {
  at: string;
  record: RowRecord | null;
}

/**
 * Everybody in a file. A person has a row for each appointment or enrolment, wherever in the file: the first gives the
 * facts, each its dates. `rows` counts all rows but the header.
 */
export async function readPeople(
  text: string,
  settings: Pick<CsvSettings, 'delimiter' | 'columns' | 'affiliation'>,
): Promise<{ people: PlacedRecord[]; rows: number }> {
  const rows = rowsOf(text, settings.delimiter);
  const { value: first } = await rows.next();
  if (!first?.fields) throw new CsvError('csv_columns');
  const header = readHeader(first.fields, settings.columns);
  const width = first.fields.length;
  const people: PlacedRecord[] = [];
  const byKey = new Map<string, PlacedRecord>();
  let count = 0;
  for await (const { line, fields } of rows) {
    count += 1;
    const named = fields?.length === width ? namedFields(fields, header) : null;
    const record = named && rowToRecord(named, settings.affiliation);
    const before = byKey.get(named?.sourceKey ?? '');
    if (before?.record && record) before.record = joined(before.record, record);
    else people.push(placed(byKey, named?.sourceKey, { at: `line ${line}`, record }));
  }
  return { people, rows: count };
}

function joined(one: RowRecord, other: RowRecord): RowRecord {
  return { ...one, appointments: [...one.appointments, ...other.appointments] };
}

function placed(byKey: Map<string, PlacedRecord>, key: string | undefined, one: PlacedRecord): PlacedRecord {
  if (key !== undefined) byKey.set(key, one);
  return one;
}
