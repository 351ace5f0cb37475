import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect } from 'chai';
import { parse } from 'csv-parse/sync';
import { loadPeople } from '../../simulators/people/people.js';
import { registerCsv } from '../../simulators/register/csv.js';
import { type Register, startRegister } from '../../simulators/register/start-register.js';

interface Row {
  student_no: string;
  name: string;
  card_status: string;
}

const TODAY = new Date('2026-11-22T04:00:00Z');

describe('student register', () => {
  let folder: string;
  let register: Register;
  beforeEach(async () => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'register-'));
    register = await startRegister({ ...loadPeople('hkust-gz', TODAY), folder });
  });
  afterEach(async () => {
    await register.stop();
    rmSync(folder, { recursive: true });
  });

  const rows = () => parse(readFileSync(register.csvPath), { bom: true, columns: true }) as Row[];
  const sidecar = () =>
    JSON.parse(readFileSync(`${register.csvPath}.json`, 'utf8')) as { rows: number; sha256: string };
  const digest = () => createHash('sha256').update(readFileSync(register.csvPath)).digest('hex');

  it('is CSV with a BOM, CRLF, a header and one row for each student', () => {
    expect(readFileSync(register.csvPath).subarray(0, 3).toString('hex')).to.equal('efbbbf');
    expect(readFileSync(register.csvPath, 'utf8')).not.to.match(/[^\r]\n/);
    const students = rows();
    expect(students).to.have.length(11);
    expect(students.find(({ student_no }) => student_no === 'S50251203')).to.deep.include({
      login_name: 'yichen',
      name: 'CHEN Yi',
      chinese_name: '陈熠',
      enrolled_from: '2025-09-01',
      card_status: 'current',
    });
  });

  it('has its count and digest beside it, and leaves no half-written file', () => {
    expect(sidecar()).to.deep.equal({ rows: 11, sha256: digest() });
    expect(readdirSync(folder).sort()).to.deep.equal(['students-hkust-gz.csv', 'students-hkust-gz.csv.json']);
  });

  it('is written anew when a student changes or is struck off', async () => {
    await register.change('S50251203', { card: 'reported_lost' });
    await register.change('S50220099', null);
    expect(rows().find(({ student_no }) => student_no === 'S50251203')?.card_status).to.equal(
      'reported_lost',
    );
    expect(rows()).to.have.length(10);
    expect(sidecar()).to.deep.equal({ rows: 10, sha256: digest() });
    expect(() => register.change('G20031', null)).to.throw(RangeError);
  });

  it('can be cut short, carry rubbish, or disagree with its sidecar', async () => {
    await register.setQuirks({ truncated: true });
    expect(rows()).to.have.length(6);
    expect(sidecar().rows).to.equal(6);
    await register.setQuirks({ truncated: false, garbage: true });
    expect(() => rows()).to.throw(/Invalid Record Length/);
    expect(sidecar()).to.deep.equal({ rows: 12, sha256: digest() });
    await register.setQuirks({ garbage: false, wrongDigest: true });
    expect(sidecar().sha256).not.to.equal(digest());
  });

  it('quotes commas, quotes and line breaks', () => {
    const [student] = loadPeople('hku', TODAY).people.filter(({ affiliation }) => affiliation === 'student');
    if (student === undefined) throw new Error('hku has students');
    const { text } = registerCsv([{ ...student, name: { en: 'LEE "Al", Jr.\r\nII' } }]);
    expect(text).to.contain('"LEE ""Al"", Jr.\r\nII"');
    expect((parse(text, { bom: true, columns: true }) as Row[])[0]?.name).to.equal('LEE "Al", Jr.\r\nII');
  });
});
