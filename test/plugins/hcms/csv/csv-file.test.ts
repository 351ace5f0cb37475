import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect } from 'chai';
import { csvFile } from '../../../../plugins/hcms/csv/csv-file.js';
import { type CsvSettings, hcmsSettings } from '../../../../plugins/hcms/settings.js';
import { loadPeople } from '../../../../simulators/people/people.js';
import { type Register, startRegister } from '../../../../simulators/register/start-register.js';
import { failureOf, pullAll } from '../soap/feed.js';

const HEADER =
  'student_no,login_name,name,chinese_name,email,school,programme,enrolled_from,enrolled_until,card_status';
const LEE = 'S1,lee,"LEE, Ka ""Kit""",李嘉傑,lee@gz.test,GZ,Data,2025-09-01,2027-06-30,current';
const LEE_RECORD = {
  sourceKey: 'S1',
  loginName: 'lee',
  name: 'LEE, Ka "Kit" 李嘉傑',
  email: 'lee@gz.test',
  affiliation: 'student',
  entity: 'GZ',
  unit: 'Data',
  appointments: [{ from: '2025-09-01', until: '2027-06-30' }],
  card: 'current',
};
/** 李嘉傑 and 陳 in GB18030. */
const LEE_GB = Buffer.from('c0eebcce82b1', 'hex');

/** The first record of a pull. */
function recordIn([first]: Record<string, unknown>[]): Partial<typeof LEE_RECORD> {
  const { record } = first as { record: Partial<typeof LEE_RECORD> };
  return record;
}

const sha256 = (bytes: string | Buffer) => createHash('sha256').update(bytes).digest('hex');
const lines = (...all: string[]) => all.map((line) => `${line}\r\n`).join('');

describe('CSV file', () => {
  let folder: string;
  let file: string;
  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'hcms-'));
    file = path.join(folder, 'people.csv');
  });
  afterEach(() => rm(folder, { recursive: true }));

  const source = (more: object = {}) => {
    const { sources } = hcmsSettings.parse({ sources: [{ kind: 'csv', path: file, ...more }] });
    return csvFile(sources[0] as CsvSettings, {
      interval: 300,
      dropLimit: 0.1,
      files: { named: [], dropFolder: folder },
    });
  };
  const unproven = (more: object = {}) => source({ proof: 'none', ...more });
  const drop = async (contents: string | Buffer, rows: number, digest = sha256(contents)) => {
    await writeFile(`${file}.json`, JSON.stringify({ rows, sha256: digest }));
    await writeFile(file, contents);
  };

  it('reads quotes, commas and Chinese after RFC 4180, with a byte order mark or without', async () => {
    for (const mark of ['', '\uFEFF']) {
      await drop(mark + lines(HEADER, LEE), 1);
      const { records, end } = await pullAll(source());
      expect(records).to.deep.equal([{ at: 'line 2', record: LEE_RECORD }]);
      expect(end).to.include({ full: true, announced: 1, dropLimit: 0.1 });
    }
  });

  it('reads GB18030 where the settings say so, and says when the encoding is another', async () => {
    const row = Buffer.concat([
      Buffer.from('student_no,name,from\r\nS1,'),
      LEE_GB,
      Buffer.from(',2025-09-01\r\n'),
    ]);
    await drop(row, 1);
    const { records } = await pullAll(source({ encoding: 'gb18030' }));
    expect(recordIn(records)).to.include({ name: new TextDecoder('gb18030').decode(LEE_GB) });
    expect(recordIn(records).name).to.match(/^李嘉/);
    expect((await failureOf(pullAll(source()))).code).to.equal('csv_encoding');
  });

  it('joins the rows of one person, wherever they stand', async () => {
    const again = 'S1,lee,LEE,,,,,2027-09-01,,current';
    await drop(lines(HEADER, LEE, 'S2,,CHAN,,,,,2025-09-01,,none', again), 3);
    const { records, end } = await pullAll(source());
    expect(records).to.have.length(2);
    expect(recordIn(records).appointments).to.deep.equal([
      { from: '2025-09-01', until: '2027-06-30' },
      { from: '2027-09-01' },
    ]);
    expect(end.announced).to.equal(2);
  });

  it('names the line of a row that is none, and reads the others', async () => {
    const bad = ['S??,"unfinished, name",2026-02-31', 'S4,x"y,z', 'S3,,WONG,,,,,2025-09-01,,none'];
    await drop(lines(HEADER, LEE, ...bad), 4);
    const { records, end } = await pullAll(source());
    expect(records.map(({ at, record }) => [at, record === null])).to.deep.equal([
      ['line 2', false],
      ['line 3', true],
      ['line 4', true],
      ['line 5', false],
    ]);
    expect(end.announced).to.equal(records.length);
  });

  it('says fewer records than announced where a quote swallowed the rest of a file', async () => {
    await drop(lines(HEADER, LEE, 'S2,"open,CHAN', 'S3,,WONG,,,,,2025-09-01,,none'), 3);
    const { records, end } = await pullAll(source());
    expect(records.length).to.be.below(end.announced ?? 0);
  });

  it('announces by the sidecar, so that a wrong count is seen', async () => {
    await drop(lines(HEADER, LEE), 2);
    expect((await pullAll(source())).end.announced).to.equal(2);
  });

  it('does not read a half-written file, nor one whose sidecar is broken, nor one without proof', async () => {
    const whole = lines(HEADER, LEE);
    await drop(whole.slice(0, -20), 1, sha256(whole));
    expect((await failureOf(pullAll(source()))).code).to.equal('csv_incomplete');
    await writeFile(`${file}.json`, '{"rows": 1');
    expect((await failureOf(pullAll(source()))).code).to.equal('csv_incomplete');
    await rm(`${file}.json`);
    expect((await failureOf(pullAll(source()))).code).to.equal('csv_unproven');
    expect((await pullAll(unproven())).end).to.not.have.property('announced');
  });

  it('is proven by a trailer as well', async () => {
    const body = lines(HEADER, LEE);
    await writeFile(file, `${body}#END,1,${sha256(body)}\n`);
    const { records, end } = await pullAll(source());
    expect(records).to.have.length(1);
    expect(end.announced).to.equal(1);
    await writeFile(file, `${body.replace('LEE', 'LEX')}#END,1,${sha256(body)}\n`);
    expect((await failureOf(pullAll(source()))).code).to.equal('csv_incomplete');
  });

  it('reads the same bytes once, and again when the settings change', async () => {
    await drop(lines(HEADER, LEE), 1);
    const first = await pullAll(source());
    const second = await pullAll(source(), first.end.cursor);
    expect(second.records).to.deep.equal([]);
    expect(second.end).to.deep.equal({ full: false, cursor: first.end.cursor });
    expect((await pullAll(source({ affiliation: 'alum' }), first.end.cursor)).records).to.have.length(1);
  });

  it('takes header names from the settings, and says when a column is missing', async () => {
    await drop(lines('Nr;Name;Start;Art', 'X9;Ada;2026-01-01;staff'), 1);
    const columns = { sourceKey: 'NR', from: 'Start', affiliation: 'Art' };
    const { records } = await pullAll(source({ delimiter: ';', columns }));
    expect(recordIn(records)).to.deep.equal({
      sourceKey: 'X9',
      name: 'Ada',
      affiliation: 'staff',
      appointments: [{ from: '2026-01-01' }],
      card: 'none',
    });
    expect((await failureOf(pullAll(source({ delimiter: ';' })))).code).to.equal('csv_columns');
    const missing = source({ delimiter: ';', columns: { ...columns, unit: 'Dept' } });
    expect((await failureOf(pullAll(missing))).code).to.equal('csv_columns');
    await drop('', 0);
    expect((await failureOf(pullAll(source()))).code).to.equal('csv_columns');
  });

  it('reads nothing that lies elsewhere on the machine, by a path, by dots or by a link', async () => {
    await writeFile(path.join(folder, 'secret.txt'), lines(HEADER, LEE));
    const drop = path.join(folder, 'drop');
    await mkdir(drop);
    await symlink(path.join(folder, 'secret.txt'), path.join(drop, 'link.csv'));
    const from = (wanted: string, named: string[] = []) => {
      const { sources } = hcmsSettings.parse({ sources: [{ kind: 'csv', path: wanted, proof: 'none' }] });
      const files = { named, dropFolder: drop };
      return pullAll(csvFile(sources[0] as CsvSettings, { interval: 300, dropLimit: 0.1, files }));
    };
    const secret = path.join(folder, 'secret.txt');
    for (const wanted of [
      secret,
      '../secret.txt',
      'link.csv',
      '/etc/passwd',
      path.join(drop, '..', 'secret.txt'),
    ])
      expect((await failureOf(from(wanted))).code, wanted).to.equal('csv_outside');
    expect((await failureOf(from('people.csv'))).code).to.equal('csv_missing');
    expect((await from(secret, [secret])).records).to.have.length(1);
    await writeFile(path.join(drop, 'people.csv'), lines(HEADER, LEE));
    expect((await from('people.csv')).records).to.have.length(1);
  });

  it('says when there is no file', async () => {
    expect((await failureOf(pullAll(source()))).code).to.equal('csv_missing');
  });
});

describe('CSV file of the student register', () => {
  let folder: string;
  let register: Register;
  before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'hcms-'));
    register = await startRegister({ ...loadPeople('hkust-gz', new Date('2026-11-22T04:00:00Z')), folder });
  });
  after(async () => {
    await register.stop();
    await rm(folder, { recursive: true });
  });

  it('is read with no settings but its path', async () => {
    const { sources } = hcmsSettings.parse({ sources: [{ kind: 'csv', path: register.csvPath }] });
    const files = { named: [register.csvPath], dropFolder: '/nowhere' };
    const source = csvFile(sources[0] as CsvSettings, { interval: 300, dropLimit: 0.1, files });
    const { records, end } = await pullAll(source);
    expect(records).to.have.length(11);
    expect(end.announced).to.equal(11);
    await register.setQuirks({ wrongDigest: true });
    await register.change(String(recordIn(records).sourceKey), {
      card: 'replaced',
    });
    expect((await failureOf(pullAll(source, end.cursor))).code).to.equal('csv_incomplete');
  });
});
