import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect } from 'chai';
import { ROOT, readDocument } from '../docs/fenced.js';
import { type FreshDatabase, freshDatabase } from '../support/database.js';
import { eventually } from '../support/eventually.js';
import { freePort } from '../support/free-port.js';
import { type Block, blocksOf, isAsShown, Window } from './support/pasted.js';

/** The page in a vendor's place: each block pasted into a shell, in the order of the page. */
describe('docs/devices.md, pasted line by line', function () {
  this.timeout(300_000);
  const blocks = blocksOf(readDocument('docs/devices.md'));
  let folder: string;
  let database: FreshDatabase;
  let hub: ChildProcess;
  let first: Window;
  let second: Window | undefined;
  const ports = { http: 0, mqtt: 0 };

  before(async () => {
    database = await freshDatabase();
    folder = await mkdtemp(path.join(tmpdir(), 'gatehouse-devices-doc-'));
    await symlink(path.join(ROOT, 'dist'), path.join(folder, 'dist'));
    ports.http = await freePort();
    ports.mqtt = await freePort();
    const env = { ...process.env, DATABASE_URL: database.url, TZ: 'UTC' };
    hub = spawn(process.execPath, ['dist/bin/gatehouse.js', 'start', '--demo'], {
      cwd: folder,
      env: { ...env, PORT: String(ports.http), MQTT_PORT: String(ports.mqtt) },
    });
    await said(hub, 'ready at');
    first = new Window(folder, env);
  });
  after(async () => {
    await second?.close();
    await first?.close();
    hub?.kill('SIGTERM');
    if (hub?.exitCode === null) await once(hub, 'exit');
    await database?.drop();
    await rm(folder, { recursive: true, force: true });
  });

  /** The page names the demo's usual ports; here they are other ones. */
  const own = (text: string) =>
    text.replaceAll(':8460', `:${ports.http}`).replaceAll('BROKER_PORT=8461', `BROKER_PORT=${ports.mqtt}`);

  it('prints what the page says', async () => {
    let printed = '';
    let compared = 0;
    let heardUpTo = 0;
    const paste: Record<string, (text: string) => Promise<void>> = {
      async sh(text) {
        printed = await first.run(filledIn(own(text), second?.heard ?? ''));
      },
      async 'second-window'(text) {
        second = new Window(folder, process.env);
        second.paste(own(text));
      },
      async text(shown) {
        expect(isAsShown(printed, shown), `${printed}\nis not\n${shown}`).to.equal(true);
        compared += 1;
        // After the wrong password the page asks to close the second window, for the last will.
        if (shown.includes('ended with')) await second?.close();
      },
      async heard(shown) {
        heardUpTo = await eventually(() => afterLine(second?.heard ?? '', heardUpTo, shown));
        compared += 1;
      },
      async yaml() {},
    };
    for (const block of [...blocks, { language: 'yaml', text: '' }] as Block[]) {
      await paste[block.language]?.(block.text);
    }
    expect(compared).to.be.at.least(17);
  });

  it('has a block of each kind, and none that nobody runs', () => {
    const kinds = new Set(blocks.map(({ language }) => language));
    expect([...kinds].sort()).to.deep.equal(['heard', 'second-window', 'sh', 'text', 'yaml']);
  });
});

/** `ID=… VERSION=…` of the newest command, as somebody copies it from the other window. */
function filledIn(text: string, heard: string): string {
  if (!text.startsWith('ID=…')) return text;
  const [, id = '', version = ''] =
    [...heard.matchAll(/"id":"([^"]+)","kind":"policy","version":(\d+)/g)].at(-1) ?? [];
  return text.replace('ID=…', `ID=${id}`).replace('VERSION=…', `VERSION=${version}`);
}

async function said(child: ChildProcess, wanted: string): Promise<void> {
  let text = '';
  for (const stream of [child.stdout, child.stderr])
    stream?.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk;
    });
  await eventually(() => {
    if (child.exitCode !== null) throw new Error(text);
    return text.includes(wanted);
  });
}

/** Where the first line ends that is as shown; undefined while there is none. */
function afterLine(heard: string, from: number, shown: string): number | undefined {
  let at = from;
  for (const line of heard.slice(from).split('\n').slice(0, -1)) {
    at += line.length + 1;
    if (isAsShown(line, shown)) return at;
  }
  return undefined;
}
