import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect } from 'chai';
import { pino } from 'pino';
import { applyExamples, type Demo, startDemo } from '../../bin/demo.js';
import { type RunningHub, startHub } from '../../bin/start-hub.js';
import { Person } from '../../bin/tour/person.js';
import type { Gates } from '../../simulators/start-gates.js';
import { freshDatabase } from '../support/database.js';
import { eventually } from '../support/eventually.js';
import { fencedBlock, found, readDocument } from './fenced.js';
import { type PluginTree, plantPlugin } from './plugin-folder.js';

const log = pino({ level: process.env['TEST_LOG'] ?? 'silent' }, process.stderr);

interface House {
  hub: RunningHub;
  demo: Demo;
  gates: Gates;
  stop(): Promise<void>;
}

/** The demo as `npm start` runs it, with this folder of plugins. */
async function startHouse(pluginFolder: string): Promise<House> {
  const database = await freshDatabase();
  const dataDir = await mkdtemp(path.join(tmpdir(), 'gatehouse-docs-data-'));
  const undo = [() => rm(dataDir, { recursive: true, force: true }), () => database.drop()];
  const stop = async () => {
    for (const work of undo.splice(0).reverse()) await work();
  };
  try {
    const demo = await startDemo(dataDir, log, Date.now);
    undo.push(() => demo.services.stop());
    await applyExamples(database.url, demo, Date.now);
    const { secret, env, password: demoPassword } = demo;
    const config = {
      ...{ host: '127.0.0.1', port: 0, publicUrl: undefined, databaseUrl: database.url, dataDir },
      ...{ mqttUrl: undefined, mqttPort: 0, secret, logLevel: 'silent', demo: true },
    };
    const ask = { config, databaseUrl: database.url, secret, env, log, demoPassword, pluginFolder };
    const hub = await startHub(ask);
    undo.push(() => hub.stop());
    const gates = await demo.meet(hub, hub.address('mqtt'));
    undo.push(() => gates.stop());
    return { hub, demo, gates, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

describe('docs/plugins.md', () => {
  const document = readDocument('docs/plugins.md');
  const source = fencedBlock(document, 'ts');
  const file = found(source, /^\/\/ (plugins\/\S+)$/m);
  const enable = found(document, /`PUT (\/\S+)`/);
  const page = found(document, /open `(\/plugins\/\S+)`/);
  const ring = found(document, /open `\/plugins\/\S+`: `([^`]+)`/);
  let tree: PluginTree;
  let house: House;
  let admin: Person;

  before(async () => {
    tree = await plantPlugin(file, source);
    house = await startHouse(tree.pluginFolder);
    admin = new Person(house.hub.url, 'hku', 'itadmin');
    await admin.signIn(house.demo.password, '/hku/console/plugins');
  });
  after(async () => {
    await house?.stop();
    tree?.remove();
  });

  const rings = async () => (await admin.browser.json('GET', page)).body['rings'] as string[];
  const showWrongCode = () => house.gates.gate('hku', 'main-library-gate-1').scan('a wrong code');

  it('has under 60 lines in all', () => {
    expect(document.trimEnd().split('\n')).to.have.length.below(60);
  });

  it('gives a plugin that compiles under the strict settings of the house', () => {
    expect(tree.complaints).to.equal('');
  });

  it('enables it as it says, on one campus, and the plugin hears a decision', async () => {
    expect((await admin.browser.json('GET', page)).status, 'before').to.equal(404);
    const enabled = await admin.browser.json('PUT', enable, JSON.parse(fencedBlock(document, 'json')));
    expect(enabled.body).to.include({ enabled: true, health: 'running' });
    expect(await rings()).to.deep.equal([]);
    await eventually(() => house.gates.gate('hku', 'main-library-gate-1').view().online);
    await showWrongCode();
    expect(await eventually(async () => (await rings()).at(0))).to.equal(ring);
    expect((await admin.browser.json('GET', page.replace('hku', 'hkust-gz'))).status).to.equal(404);
  });

  it('starts it anew with a changed setting, and takes it back when it is disabled', async () => {
    const changed = { enabled: true, settings: { ringAt: 'grant' } };
    expect((await admin.browser.json('PUT', enable, changed)).body).to.include({ health: 'running' });
    await showWrongCode();
    expect(await rings()).to.deep.equal([]);
    await admin.browser.json('PUT', enable, { enabled: false });
    expect((await admin.browser.json('GET', page)).status).to.equal(404);
  });

  it('refuses a setting that the card does not have, and says where', async () => {
    const wrong = await admin.browser.json('PUT', enable, { enabled: true, settings: { ringAt: 'noon' } });
    expect(wrong.status).to.equal(422);
    expect(JSON.stringify(wrong.body['errors'])).to.contain('ringAt');
  });
});
