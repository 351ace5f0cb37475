import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect } from 'chai';
import { parse } from 'yaml';
import type { Answers } from '../../bin/init/answers.js';
import { writeCampus } from '../../bin/init/write-campus.js';
import { PLUGIN_FOLDER } from '../../bin/plugin-folder.js';
import type { Problem } from '../../core/domain/problem.js';
import { loadPlugins } from '../../core/host/load-plugins.js';
import { createVault } from '../../core/store/seal.js';
import { issueTrialCode } from '../../core/use-cases/issue-trial-code.js';
import { type FreshDatabase, freshDatabase } from '../support/database.js';
import { eventually } from '../support/eventually.js';
import { freePort } from '../support/free-port.js';
import { ended, program, variables } from './program.js';

const ANSWERS: Answers = {
  ...{
    name: 'Demo University',
    nameHant: '示範大學',
    nameHans: '示范大学',
    number: 1,
    slug: 'demo-university',
  },
  ...{
    languages: ['en'],
    zone: 'Asia/Hong_Kong',
    colour: '#024638',
    admin: 'boss',
    contact: 'desk@example.edu',
  },
  ...{ directory: 'ldaps://directory.example.edu', base: 'dc=example', account: 'cn=hub,dc=example' },
};

const FLAGS = ['--yes', '--name', 'Demo University', '--admin', 'boss', '--contact', 'help@example.edu'];

describe('a campus from an empty folder', function () {
  this.timeout(180_000);
  let folder: string;
  let database: FreshDatabase;
  let env: Record<string, string>;
  let hub: ChildProcess;
  let url: string;
  let out: string;

  before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'gatehouse-first-'));
    database = await freshDatabase();
    out = (await ended(folder, {}, ['init', '--sample', ...FLAGS])).out;
    env = variables(await readFile(path.join(folder, 'demo-university.env'), 'utf8'));
    const port = await freePort();
    url = `http://127.0.0.1:${port}`;
    env = { ...env, DATABASE_URL: database.url, PORT: String(port), MQTT_PORT: '0' };
  });
  after(async () => {
    hub?.kill('SIGTERM');
    if (hub?.exitCode === null) await once(hub, 'exit');
    await database?.drop();
    await rm(folder, { recursive: true, force: true });
  });

  const run = (...words: string[]) => ended(folder, env, words);
  const ask = async (point: string, token: string, code: string, requestId: string) => {
    const response = await fetch(`${url}/api/v1/campuses/demo-university/points/${point}/decisions`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ code, requestId }),
    });
    const { decision, reason, code: problem } = (await response.json()) as Record<string, string>;
    return problem ?? `${decision} ${reason}`;
  };
  /** The code of a sample person, once the register has been read. */
  const code = () =>
    eventually(async () => {
      const { code: status, out: text } = await run('code', 'demo-university', 'sample.staff');
      return status === 0 && text.trim();
    });

  it('is applied as it was written', async () => {
    expect((await run('apply', 'campus.yaml')).out).to.equal('demo-university: created\n');
  });

  it('names the next commands as they are to be typed', () => {
    expect(out).to.match(/^ {2}set -a; \. \.\/demo-university\.env; set \+a$/m);
    expect(out).to.match(/^ {2}node \S+gatehouse\.js apply campus\.yaml$/m);
    expect(out).to.match(/^ {2}node \S+gatehouse\.js start$/m);
  });

  it('starts in production, and its door opens for a first code with neither HR nor directory', async () => {
    hub = program(folder, env, ['start']);
    let said = '';
    hub.stdout?.setEncoding('utf8').on('data', (chunk: string) => {
      said += chunk;
    });
    await eventually(() => said.includes('ready at'));
    expect(await ask('main-door', env['MAIN_DOOR_1_TOKEN'] ?? '', await code(), 'first-1')).to.equal(
      'grant permitted',
    );
  });

  it('shows codes of the sample people alone', async () => {
    const context = { pool: database.pool, vault: createVault(env['GATEHOUSE_SECRET'] ?? ''), now: Date.now };
    const show = (loginName: string) =>
      issueTrialCode(context, { campus: 1, timeZone: 'Asia/Hong_Kong', loginName, anybody: false }).then(
        () => 'shown',
        (error: Problem) => error.code,
      );
    expect(await show('sample.student')).to.equal('shown');
    expect(await show('sample.former')).to.equal('credential_revoked');
    expect(await show('nobody')).to.equal('no_credential');
    await database.pool.query(`update people set source = 'hcms/people'`);
    expect(await show('sample.student')).to.equal('not_invented');
    await database.pool.query(`update people set source = 'hcms/sample'`);
  });

  it('overwrites nothing without --force, and secrets not even then', async () => {
    const plugins = await loadPlugins(PLUGIN_FOLDER);
    const envFile = path.join(folder, 'demo-university.env');
    expect((await stat(envFile)).mode & 0o777).to.equal(0o600);
    const other = await mkdtemp(path.join(tmpdir(), 'gatehouse-again-'));
    const write = async (number: number, force: boolean) => {
      const answers = { ...ANSWERS, number };
      const ask = { answers, folder: other, dataDir: other, sample: false, force, plugins };
      return writeCampus(ask).then(
        () => readFile(path.join(other, 'demo-university.env'), 'utf8'),
        (error: Error) => error.message,
      );
    };
    const secrets = await write(1, false);
    expect(await write(2, false)).to.contain('is there already; --force overwrites');
    expect(await write(2, true)).to.equal(secrets);
    expect(parse(await readFile(path.join(other, 'campus.yaml'), 'utf8')).campus.number).to.equal(2);
    await rm(other, { recursive: true });
  });

  it('keeps its sample, and leaves a file as it was, where that is another campus’s', async () => {
    const own = await readFile(path.join(folder, 'campus.yaml'), 'utf8');
    const other = own.replace(/slug: demo-university/, 'slug: other-university');
    await writeFile(path.join(folder, 'other.yaml'), other);
    const { code: status, err } = await run('sample', 'remove', 'demo-university', '--file', 'other.yaml');
    expect([status, err]).to.deep.equal([
      1,
      'gatehouse: other.yaml is the file of other-university, not of demo-university.\n',
    ]);
    expect(await readFile(path.join(folder, 'other.yaml'), 'utf8')).to.equal(other);
    const { rows } = await database.pool.query('select slug from campuses');
    expect(rows).to.deep.equal([{ slug: 'demo-university' }]);
  });

  it('loses its sample people without a trace, and keeps the rest of its file', async () => {
    const shown = await code();
    const removed = await run('sample', 'remove', 'demo-university', '--file', 'campus.yaml');
    expect(removed.out).to.equal('demo-university: 3 people of the sample register are removed.\n');
    const text = await readFile(path.join(folder, 'campus.yaml'), 'utf8');
    expect([/sample/i.test(text), text.includes('# Change: the places that you have.')]).to.deep.equal([
      false,
      true,
    ]);
    for (const table of ['people', 'credentials', 'linked_devices', 'handles']) {
      const { rows } = await database.pool.query<{ n: number }>(`select count(*)::int as n from ${table}`);
      expect(rows[0]?.n, table).to.equal(0);
    }
    await eventually(async () => {
      const answer = await ask('main-door', env['MAIN_DOOR_1_TOKEN'] ?? '', shown, 'after-1');
      return /credential_revoked|expired_code/.test(answer);
    });
    const { rows } = await database.pool.query(`select detail from audit where action = 'sample.removed'`);
    expect(rows).to.deep.equal([{ detail: { people: 3 } }]);
  });
});
