import { execFile } from 'node:child_process';
import { copyFile, mkdtemp, rm, stat, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { expect } from 'chai';
import { readConfig, VARIABLES } from '../../core/config/read-config.js';
import { type FreshDatabase, freshDatabase } from '../support/database.js';
import { fencedBlock, found, ROOT, readDocument } from './fenced.js';
import { runnable, runnableNames } from './runnable.js';

const PAGE = 'docs/operations.md';
const run = promisify(execFile);

/** Where each block is run; a new one is run somewhere, too. */
const RUN_ELSEWHERE = {
  copy: 'test/operations/backup.test.ts',
  dump: 'test/peers/operations-doc.test.ts',
  restore: 'test/peers/operations-doc.test.ts',
};

describe(PAGE, function () {
  // Each line starts the whole program.
  this.timeout(180_000);
  const document = readDocument(PAGE);
  let database: FreshDatabase;
  let folder: string;
  let secret = '';
  before(async () => {
    database = await freshDatabase();
    folder = await mkdtemp(path.join(tmpdir(), 'gatehouse-operator-'));
    await symlink(path.join(ROOT, 'dist'), path.join(folder, 'dist'));
    await copyFile(path.join(ROOT, 'examples/hku.yaml'), path.join(folder, 'campus.yaml'));
  });
  after(async () => {
    await database?.drop();
    await rm(folder, { recursive: true, force: true });
  });

  const paste = async (name: string, more: Record<string, string> = {}) => {
    const env = {
      ...process.env,
      ...namedByTheCampus(),
      ...{ GATEHOUSE_SECRET: secret, PUBLIC_URL: 'https://access.example.edu', DATABASE_URL: database.url },
      ...more,
    };
    const { stdout } = await run('bash', ['-euo', 'pipefail', '-c', runnable(PAGE, name)], {
      cwd: folder,
      env,
    });
    return stdout.trim();
  };
  const keysNow = async () =>
    (
      await database.pool.query<{ n: number; living: number; inside: boolean }>(
        `select count(*)::int as n, count(*) filter (where withdrawn_at is null)::int as living,
                (select private_key is not null from root_keys where campus = 1) as inside
         from signing_keys where campus = 1`,
      )
    ).rows[0];

  it('has no block that no test runs', () => {
    const here = ['secret', 'apply', 'keys-init', 'keys-publish', 'keys-withdraw'];
    expect(runnableNames(PAGE).sort()).to.deep.equal([...here, ...Object.keys(RUN_ELSEWHERE)].sort());
    for (const [name, file] of Object.entries(RUN_ELSEWHERE))
      expect(readDocument(file), file).to.contain(`'${name}'`);
  });

  it('makes a secret that production takes, another one each time', async () => {
    secret = await paste('secret');
    const { GATEHOUSE_SECRET, ...env } = {
      GATEHOUSE_SECRET: secret,
      PUBLIC_URL: 'https://access.example.edu',
    };
    expect(readConfig({ ...env, GATEHOUSE_SECRET }, false).secret).to.equal(secret);
    expect(await paste('secret')).to.not.equal(secret);
  });

  it('applies the campus file, and a second time changes nothing', async () => {
    expect(await paste('apply')).to.equal('hku: created');
    expect(await paste('apply')).to.equal('hku: unchanged');
  });

  it('refuses, in a sentence, to work on the database with another secret', async () => {
    const refused = await paste('apply', { GATEHOUSE_SECRET: 'x'.repeat(43) }).then(
      () => 'applied',
      (error: { stderr: string }) => error.stderr,
    );
    expect(refused).to.match(/^gatehouse: GATEHOUSE_SECRET is not the one that this database rests under; /);
  });

  it('takes the root key out of the hub, and publishes with it when something is due', async () => {
    expect(await paste('keys-init')).to.contain('keep it outside the hub');
    expect((await stat(path.join(folder, 'hku-root.key'))).mode & 0o077).to.equal(0);
    expect(await keysNow()).to.deep.equal({ n: 1, living: 1, inside: false });
    expect(await paste('keys-publish')).to.contain('nothing is due');
  });

  it('withdraws keys after a leak, and has the next one at once', async () => {
    expect(await paste('keys-withdraw')).to.contain('key 2 is published');
    expect(await keysNow()).to.deep.equal({ n: 2, living: 1, inside: false });
  });

  it('gives the service variables that the hub reads, and a start that the program knows', () => {
    const unit = fencedBlock(document, 'ini');
    const named = found(unit, /^Environment=(.*)$/m)
      .split(' ')
      .map((pair) => pair.split('=')[0] ?? '');
    expect(named.filter((name) => name !== 'NODE_ENV' && !VARIABLES.includes(name))).to.deep.equal([]);
    expect(found(unit, /^ExecStart=\S+ (.*)$/m)).to.equal('dist/bin/gatehouse.js start');
  });

  it('sends nobody to a section that is not there', () => {
    const anchors = [...document.matchAll(/\]\(#([\w-]+)\)/g)].map(([, name]) => name);
    const sections = [...document.matchAll(/^## (.*)$/gm)].map(([, title = '']) =>
      title
        .toLowerCase()
        .replaceAll(/[^\w ]/g, '')
        .replaceAll(' ', '-'),
    );
    expect(anchors).to.have.length.above(8);
    expect(anchors.filter((name) => !sections.includes(name ?? ''))).to.deep.equal([]);
  });
});

/** What examples/hku.yaml names as ${env:NAME}: anything that its plugins take. */
function namedByTheCampus(): Record<string, string> {
  const names = [...readDocument('examples/hku.yaml').matchAll(/\$\{env:(\w+)\}/g)].map(
    ([, name = '']) => name,
  );
  const value = (name: string) => {
    if (name === 'DIRECTORY_URL') return 'ldaps://directory.example.edu';
    if (/_(URL|ADDRESS)$/.test(name)) return 'https://other.example.edu';
    return name === 'SMTP_SERVER' ? 'mail.example.edu:587' : `${name}-0123456789abcdef0123456789abcdef`;
  };
  return Object.fromEntries(names.map((name) => [name, value(name)]));
}
