import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { csvText } from './csv.js';
import { drop } from './drop.js';

/** One invented person who has graduated. An empty e-mail address or mobile number is one that the office never had. */
export interface Alum {
  alumniNo: string;
  name: string;
  chineseName: string;
  email: string;
  mobile: string;
  programme: string;
  enrolledFrom: string;
  enrolledUntil: string;
}

export interface AlumniRegister {
  /** The CSV file; `<csvPath>.json` beside it holds `{rows, sha256}` of it. */
  csvPath: string;
  alumni: readonly Alum[];
}

const COLUMNS = [
  'person_no',
  'name',
  'chinese_name',
  'email',
  'mobile',
  'affiliation',
  'programme',
  'enrolled_from',
  'enrolled_until',
];

/** The register of a campus's alumni office: writes its CSV file once. Nobody in it signs in or has a card. */
export async function startAlumni(options: { campus: string; folder: string }): Promise<AlumniRegister> {
  const csvPath = path.join(options.folder, `alumni-${options.campus}.csv`);
  const text = readFileSync(new URL('./alumni.json', import.meta.url), 'utf8');
  const alumni = JSON.parse(text) as Alum[];
  const csv = csvText([COLUMNS, ...alumni.map(fieldsOf)]);
  const sha256 = createHash('sha256').update(csv).digest('hex');
  await mkdir(options.folder, { recursive: true });
  await drop(csvPath, { csv, sidecar: `${JSON.stringify({ rows: alumni.length, sha256 })}\n` });
  return { csvPath, alumni };
}

function fieldsOf(alum: Alum): string[] {
  const { alumniNo, name, chineseName, email, mobile, programme, enrolledFrom, enrolledUntil } = alum;
  return [alumniNo, name, chineseName, email, mobile, 'alum', programme, enrolledFrom, enrolledUntil];
}
