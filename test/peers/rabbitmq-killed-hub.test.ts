import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import { type FreshDatabase, freshDatabase } from '../support/database.js';
import { eventually } from '../support/eventually.js';
import { BROKER, broker, type Listener, listenTo } from './support/broker.js';

const PROGRAM = fileURLToPath(new URL('../../bin/gatehouse.js', import.meta.url));
const SCANS = 60;

describe('a hub that is killed between recording a decision and telling of it', () => {
  let database: FreshDatabase;
  let dataDir: string;
  let decisions: Listener;
  const children: ChildProcess[] = [];
  before(async () => {
    database = await freshDatabase();
    dataDir = await mkdtemp(path.join(tmpdir(), 'gatehouse-killed-'));
    decisions = await listenTo('gatehouse.hku', 'decision.chi-wah-1f.*');
  });
  after(async () => {
    for (const child of children) child.kill('SIGKILL');
    await decisions?.stop();
    await database?.drop();
    await rm(dataDir, { recursive: true, force: true });
  });

  const start = async (): Promise<{ child: ChildProcess; url: string }> => {
    const env = {
      ...process.env,
      ...{ DATABASE_URL: database.url, GATEHOUSE_DATA: dataDir, AMQP_URL: BROKER },
      ...{ PORT: '0', MQTT_PORT: '0', LOG_LEVEL: 'error' },
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
  /** Answered decisions of this many scans, asked all at once; `answered` hears of each. */
  const scan = async (url: string, prefix: string, answered: (n: number) => void = () => undefined) => {
    const { tokens } = JSON.parse(await readFile(path.join(dataDir, 'demo.json'), 'utf8')) as {
      tokens: Record<string, string>;
    };
    const ids: string[] = [];
    const asked = Array.from({ length: SCANS }, async (_, i) => {
      const requestId = `${prefix}-${i}`;
      const response = await fetch(`${url}/api/v1/campuses/hku/points/chi-wah-1f/decisions`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          authorization: `Bearer ${tokens['HKU_CHI_WAH_GATES_TOKEN']}`,
        },
        body: JSON.stringify({ code: `text ${requestId}`, requestId }),
      }).catch(() => null);
      const body = (await response?.json().catch(() => null)) as { id?: string } | null | undefined;
      if (body?.id) ids.push(body.id);
      answered(ids.length);
    });
    await Promise.all(asked);
    return ids;
  };
  const told = () => new Set(decisions.heard.map(({ event }) => event.id));
  const recorded = async () =>
    (
      await database.pool.query<{ id: string }>(
        "select id::text as id from events where point = 'chi-wah-1f' order by id",
      )
    ).rows.map(({ id }) => id);

  it('tells of every one when it comes back, also of those that no broker heard while it ran', async () => {
    const first = await start();
    await broker('down');
    const unheard = await scan(first.url, 'a');
    expect(unheard).to.have.length(SCANS);
    first.child.kill('SIGKILL');
    await once(first.child, 'exit');
    await broker('up');

    const second = await start();
    await eventually(() => unheard.every((id) => told().has(id)));
    // Now in the middle of both: some are told, some only recorded, some neither.
    await scan(second.url, 'b', (n) => {
      if (n === SCANS / 3) second.child.kill('SIGKILL');
    });
    const third = await start();
    const all = await recorded();
    expect(all.length).to.be.at.least(SCANS + SCANS / 3);
    await eventually(() => all.every((id) => told().has(id)));
    await eventually(async () => (await database.pool.query('select 1 from events_out')).rowCount === 0);
    third.child.kill('SIGTERM');
    expect(await once(third.child, 'exit')).to.deep.equal([0, null]);
  }).timeout(300_000);
});
