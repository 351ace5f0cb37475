import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import { type FreshDatabase, freshDatabase } from '../support/database.js';

const PROGRAM = fileURLToPath(new URL('../../bin/gatehouse.js', import.meta.url));

describe('a hub that is killed', () => {
  let database: FreshDatabase;
  let dataDir: string;
  const children: ChildProcess[] = [];
  before(async () => {
    database = await freshDatabase();
    dataDir = await mkdtemp(path.join(tmpdir(), 'gatehouse-killed-'));
  });
  after(async () => {
    for (const child of children) child.kill('SIGKILL');
    await database?.drop();
    await rm(dataDir, { recursive: true, force: true });
  });

  const start = async (): Promise<{ child: ChildProcess; url: string }> => {
    const env = {
      ...process.env,
      DATABASE_URL: database.url,
      GATEHOUSE_DATA: dataDir,
      PORT: '0',
      MQTT_PORT: '0',
    };
    const child = spawn(process.execPath, [PROGRAM, 'start', '--demo'], {
      env,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    children.push(child);
    let said = '';
    for await (const chunk of child.stdout ?? []) {
      said += String(chunk);
      const url = /ready at (\S+)/.exec(said)?.[1];
      if (url) return { child, url };
    }
    throw new Error(`the hub ended without being ready: ${said}`);
  };

  it('SIGKILL during 500 decisions: every answered decision is in the event list exactly once', async () => {
    const first = await start();
    const { tokens } = JSON.parse(await readFile(path.join(dataDir, 'demo.json'), 'utf8')) as {
      tokens: Record<string, string>;
    };
    const ask = async (url: string, requestId: string): Promise<{ id: string } | null> => {
      const response = await fetch(`${url}/api/v1/campuses/hku/points/chi-wah-1f/decisions`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          authorization: `Bearer ${tokens['HKU_CHI_WAH_GATES_TOKEN']}`,
        },
        body: JSON.stringify({ code: `text ${requestId}`, requestId }),
      }).catch(() => null);
      if (response?.status !== 200) return null;
      return response.json().then(
        (body) => body as { id: string },
        () => null,
      );
    };

    const answered = new Map<string, string>();
    const all = Array.from({ length: 500 }, (_, index) => `k-${index}`);
    const asked = all.map(async (requestId) => {
      const answer = await ask(first.url, requestId);
      if (answer) answered.set(requestId, answer.id);
      if (answered.size === 100) first.child.kill('SIGKILL');
    });
    await Promise.all([...asked, once(first.child, 'exit')]);
    expect(answered.size).to.be.at.least(100).and.below(500);

    const second = await start();
    const { rows } = await database.pool.query<{ id: string; requestId: string; n: number }>(
      `select min(id)::text as id, request_id as "requestId", count(*)::int as n from events
       where request_id like 'k-%' group by request_id`,
    );
    const kept = new Map(rows.map(({ requestId, id }) => [requestId, id]));
    expect(rows.filter(({ n }) => n !== 1)).to.deep.equal([]);
    for (const [requestId, id] of answered) expect(kept.get(requestId)).to.equal(id);

    // Who was not answered asks again with the same request id: nothing is recorded twice.
    for (const requestId of all) expect((await ask(second.url, requestId))?.id).to.be.a('string');
    const again = await database.pool.query<{ n: number }>(
      "select count(*)::int as n from events where request_id like 'k-%'",
    );
    expect(again.rows[0]?.n).to.equal(500);
    second.child.kill('SIGTERM');
    const [code] = await once(second.child, 'exit');
    expect(code).to.equal(0);
  }).timeout(120_000);
});
