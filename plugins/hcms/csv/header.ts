import type { Columns } from '../settings.js';
import { CsvError } from './csv-error.js';

type Field = keyof Columns;
export type NamedFields = Partial<Record<Field, string>>;

/** The usual header names, for files that need no settings. */
const USUAL: Record<Field, readonly string[]> = {
  sourceKey: ['source_key', 'person_no', 'staff_no', 'student_no'],
  loginName: ['login_name'],
  name: ['name'],
  nativeName: ['native_name', 'chinese_name'],
  email: ['email'],
  mobile: ['mobile'],
  affiliation: ['affiliation'],
  entity: ['entity', 'company', 'school'],
  unit: ['unit', 'department', 'programme'],
  from: ['from', 'appointed_from', 'enrolled_from'],
  until: ['until', 'appointed_until', 'enrolled_until'],
  dutyConfirmedBy: ['duty_confirmed_by'],
  dutyConfirmedAt: ['duty_confirmed_at'],
  card: ['card', 'card_status'],
};
const NEEDED: readonly Field[] = ['sourceKey', 'name', 'from'];

/** Which of our fields stands in which column. A column that the settings name has to be there. */
export function readHeader(header: readonly string[], columns: Columns): Map<Field, number> {
  const found = new Map<Field, number>();
  const names = header.map((name) => name.trim().toLowerCase());
  for (const [field, usual] of Object.entries(USUAL) as [Field, readonly string[]][]) {
    const wanted = columns[field];
    const index = names.findIndex((name) =>
      wanted === undefined ? usual.includes(name) : name === wanted.toLowerCase(),
    );
    if (index >= 0) found.set(field, index);
    else if (wanted !== undefined || NEEDED.includes(field)) throw new CsvError('csv_columns');
  }
  return found;
}

/** A row by our field names; an empty field says nothing. */
export function namedFields(fields: readonly string[], header: ReadonlyMap<Field, number>): NamedFields {
  const named: NamedFields = {};
  for (const [field, index] of header) {
    const value = fields[index]?.trim();
    if (value) named[field] = value;
  }
  return named;
}
