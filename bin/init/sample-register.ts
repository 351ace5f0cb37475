import { createHash } from 'node:crypto';

/** Unit of everybody in the sample register: the group `sample` is who has it. */
const UNIT = 'SAMPLE';
const HEADER =
  'source_key,login_name,name,native_name,email,affiliation,entity,unit,from,until,card,duty_confirmed_by,duty_confirmed_at';

/** Invented people: two who pass, and one whose appointment is over. Nobody signs in with these names. */
const PEOPLE = [
  ['SAMPLE-1', 'sample.staff', 'Sample STAFF', '示例职员', 'staff', '2026-01-01', ''],
  ['SAMPLE-2', 'sample.student', 'Sample STUDENT', '示例学生', 'student', '2026-01-01', ''],
  ['SAMPLE-3', 'sample.former', 'Sample FORMER', '示例前职员', 'staff', '2020-01-01', '2025-12-31'],
] as const;

/** A register as HR would drop it, with its count and digest in the last line. */
export function sampleRegister(): string {
  const rows = PEOPLE.map(
    ([key, login, name, native, affiliation, from, until]) =>
      `${key},${login},${name},${native},${login}@sample.invalid,${affiliation},${UNIT},${UNIT},${from},${until},current,,`,
  );
  const body = `${[HEADER, ...rows].join('\n')}\n`;
  return `${body}#END,${rows.length},${createHash('sha256').update(body).digest('hex')}\n`;
}
