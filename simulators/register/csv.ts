import type { Person } from '../people/people.js';

const COLUMNS = [
  'student_no',
  'login_name',
  'name',
  'chinese_name',
  'email',
  'school',
  'programme',
  'enrolled_from',
  'enrolled_until',
  'card_status',
] as const;

/**
 * The students as RFC 4180 says: CRLF after every line, a field in quotes where it holds a comma, quote or line break.
 * The BOM in front is what spreadsheet programs want for Chinese names. One row for each enrolment.
 */
export function registerCsv(people: readonly Person[]): { text: string; rows: number } {
  const rows = people.filter(({ affiliation }) => affiliation === 'student').flatMap(enrolments);
  return { text: csvText([COLUMNS, ...rows]), rows: rows.length };
}

/** Rows, the header first, as such registers export them. */
export function csvText(rows: readonly (readonly string[])[]): string {
  return `\uFEFF${rows.map((fields) => `${fields.map(field).join(',')}\r\n`).join('')}`;
}

function enrolments(person: Person): string[][] {
  const { sourceKey, loginName, name, email, entity, unit, card } = person;
  return person.appointments.map(({ from, until }) => [
    sourceKey,
    loginName,
    name.en,
    name.zh ?? '',
    email,
    entity,
    unit,
    from,
    until ?? '',
    card,
  ]);
}

function field(value: string): string {
  return /[",\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value;
}
