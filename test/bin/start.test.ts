import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import { type FreshDatabase, freshDatabase } from '../support/database.js';

const PROGRAM = fileURLToPath(new URL('../../bin/gatehouse.js', import.meta.url));

describe('gatehouse start', () => {
  let database: FreshDatabase;
  let dataDir: string;
  const children: ChildProcess[] = [];
  before(async () => {
    database = await freshDatabase();
    dataDir = await mkdtemp(path.join(tmpdir(), 'gatehouse-start-'));
  });
  after(async () => {
    for (const child of children) child.kill('SIGKILL');
    await database?.drop();
    await rm(dataDir, { recursive: true, force: true });
  });

  const run = (words: string[], env: Record<string, string>): ChildProcess => {
    const settings = {
      DATABASE_URL: database.url,
      GATEHOUSE_DATA: dataDir,
      PORT: '0',
      MQTT_PORT: '0',
      ...env,
    };
    const inherited = Object.fromEntries(
      Object.entries(process.env).filter(([name]) => !name.startsWith('GATEHOUSE_')),
    );
    const child = spawn(process.execPath, [PROGRAM, ...words], { env: { ...inherited, ...settings } });
    children.push(child);
    return child;
  };
  const ended = async (words: string[], env: Record<string, string>) => {
    const child = run(words, env);
    let said = '';
    child.stderr?.on('data', (chunk) => {
      said += String(chunk);
    });
    const [code] = await once(child, 'close');
    return { code: code as number | null, said };
  };
  const ready = async (child: ChildProcess): Promise<string> => {
    let said = '';
    for await (const chunk of child.stdout ?? []) {
      said += String(chunk);
      const url = /ready at (\S+)/.exec(said)?.[1];
      if (url) return url;
    }
    throw new Error(`not ready: ${said}`);
  };
  const oneSentence = (said: string) => {
    expect(said.trim().split('\n'), said).to.have.length(1);
    expect(said)
      .to.match(/^gatehouse: .+\.$/m)
      .and.not.to.match(/\n\s+at /);
  };

  it('stops cleanly on Ctrl-C, and a second start keeps the data', async () => {
    const first = run(['start', '--demo'], {});
    const url = await ready(first);
    expect((await fetch(`${url}/readyz`)).status).to.equal(200);
    first.kill('SIGINT');
    expect((await once(first, 'exit'))[0]).to.equal(0);
    const before = await database.pool.query(
      'select count(*)::int as n, max(policy_version) as v from campuses',
    );
    const second = run(['start', '--demo'], {});
    await ready(second);
    // As npm does it: the terminal's signal, and npm's own.
    second.kill('SIGINT');
    second.kill('SIGINT');
    expect((await once(second, 'exit'))[0]).to.equal(0);
    const after = await database.pool.query(
      'select count(*)::int as n, max(policy_version) as v from campuses',
    );
    expect(after.rows).to.deep.equal(before.rows);
    expect(after.rows[0].n).to.equal(2);
  });

  it('says in one sentence that its port is in use', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as AddressInfo;
    const { code, said } = await ended(['start', '--demo'], { PORT: String(port) });
    other.close();
    expect(code).to.equal(1);
    expect(said).to.contain(`Port ${port} is in use`);
    oneSentence(said);
  });

  it('says in one sentence that the broker’s port is in use', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as AddressInfo;
    const { code, said } = await ended(['start', '--demo'], { MQTT_PORT: String(port), LOG_LEVEL: 'silent' });
    other.close();
    expect(code).to.equal(1);
    expect(said).to.contain('MQTT_PORT');
    oneSentence(said);
  });

  it('says in one sentence that its data folder cannot be used', async () => {
    const file = path.join(dataDir, 'a-file');
    await writeFile(file, '');
    const { code, said } = await ended(['start', '--demo'], { GATEHOUSE_DATA: path.join(file, 'below') });
    expect(code).to.equal(1);
    oneSentence(said);
  });

  const wrong: [string, Record<string, string>, RegExp][] = [
    ['a port that is none', { PORT: 'eighty' }, /PORT must be/],
    ['a database of another kind', { DATABASE_URL: 'mysql://x' }, /DATABASE_URL must be/],
    [
      'a database that does not answer',
      { DATABASE_URL: 'postgres://127.0.0.1:1/x' },
      /database does not answer/,
    ],
  ];
  for (const [what, env, expected] of wrong) {
    it(`refuses ${what}`, async () => {
      const { code, said } = await ended(['start', '--demo'], env);
      expect(code).to.equal(1);
      expect(said).to.match(expected);
      oneSentence(said);
    });
  }

  it('in production refuses to start without a secret, with the demo’s, and without a public https address', async () => {
    const https = { PUBLIC_URL: 'https://gatehouse.example.edu' };
    const secret = { GATEHOUSE_SECRET: 'a-secret-of-this-installation-0123456789' };
    for (const [env, expected] of [
      [https, /GATEHOUSE_SECRET must be set/],
      [{ ...https, GATEHOUSE_SECRET: `demo-${'x'.repeat(40)}` }, /demo/],
      [secret, /PUBLIC_URL must be set/],
      [{ ...secret, PUBLIC_URL: 'http://gatehouse.example.edu' }, /https/],
    ] as const) {
      const { code, said } = await ended(['start'], env);
      expect(code).to.equal(1);
      expect(said).to.match(expected);
      oneSentence(said);
    }
  });

  it('in production starts without virtual campus, demo people or demo password', async () => {
    const empty = await freshDatabase();
    const child = run(['start'], {
      DATABASE_URL: empty.url,
      GATEHOUSE_SECRET: 'a-secret-of-this-installation-0123456789',
      PUBLIC_URL: 'http://localhost:9',
      LOG_LEVEL: 'info',
    });
    let said = '';
    for await (const chunk of child.stdout ?? []) {
      said += String(chunk);
      if (said.includes('ready at')) break;
    }
    child.kill('SIGTERM');
    expect((await once(child, 'exit'))[0]).to.equal(0);
    const { rows } = await empty.pool.query('select count(*)::int as n from campuses');
    expect(rows[0].n).to.equal(0);
    await empty.drop();
  });
});
