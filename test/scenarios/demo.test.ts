import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { expect } from 'chai';
import { pino } from 'pino';
import { applyExamples, startDemo } from '../../bin/demo.js';
import { startHub } from '../../bin/start-hub.js';
import { readConfig } from '../../core/config/read-config.js';
import { freshDatabase } from '../support/database.js';
import { eventually } from '../support/eventually.js';
import { startTestHub, type TestHub } from '../support/hub.js';

const GATE = '/demo/devices/hku/main-library-gate-1';

describe('the demo around the hub', () => {
  let town: TestHub;
  before(async () => {
    town = await startTestHub();
    await eventually(() => town.gates.gate('hku', 'main-library-gate-1').view().online);
  });
  after(() => town?.stop());

  const ask = (path: string, init: RequestInit = {}) =>
    fetch(`${town.hub.url}${path}`, { redirect: 'manual', ...init });
  const post = (path: string, body: object, headers: Record<string, string> = {}) =>
    ask(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    });
  const scan = async (text: string, headers: Record<string, string> = {}) => {
    const body = new URLSearchParams({ text, point: 'main-library-gate' });
    return ask(`${GATE}/scan`, { method: 'POST', body, headers: { accept: 'application/json', ...headers } });
  };
  const reasonOf = async (text: string) => {
    const { answer } = (await (await scan(text)).json()) as { answer: { decision: string; reason: string } };
    return `${answer.decision} ${answer.reason}`;
  };

  it('a device answers below the hub as at its own address, with its own security policy', async () => {
    const page = await ask(GATE);
    expect(page.headers.get('content-security-policy')).to.contain("default-src 'none'");
    const text = await page.text();
    expect(text).to.contain(`data-gate="${GATE}"`).and.to.contain('href="/demo/devices/gate.css"');
    const person = await signedIn('hku', 'dschwarz');
    expect(await reasonOf(await person.code())).to.equal('grant permitted');
    expect(await (await ask(`${GATE}`, { headers: { accept: 'application/json' } })).json()).to.include({
      kind: 'mqtt',
      online: true,
      light: 'green',
    });
  });

  it('the forwarder takes no other page’s word and answers under no other name', async () => {
    expect((await scan('x', { origin: 'http://elsewhere.test' })).status).to.equal(403);
    expect((await scan('x', { 'sec-fetch-site': 'cross-site' })).status).to.equal(403);
    const other = town.hub.url.replace('localhost', '127.0.0.1');
    const inbox = await fetch(`${other}/demo/inbox/inbox.json?to=a@b.test`, {
      headers: { accept: 'application/json' },
    });
    expect(inbox.status).to.equal(403);
    for (const [path, body] of [
      ['/demo/hku/left', { person: 'H100201', left: true }],
      ['/demo/hku/visit', { begins: 'now' }],
    ] as const)
      expect((await post(path, body, { origin: 'http://elsewhere.test' })).status, path).to.equal(403);
  });

  it('HR says left: the code on the screen is refused at once, the page says so, and there is a way back', async () => {
    const person = await signedIn('hku', 'clchan');
    const code = await person.code();
    expect((await post('/demo/hku/left', { person: 'H100201', left: true })).status).to.equal(200);
    expect(await reasonOf(code)).to.equal('deny credential_revoked');
    expect(await (await ask('/demo/hku?lang=en')).text()).to.match(
      /data-person="H100201"[^>]*data-left="yes"/,
    );
    expect((await person.card()).body).to.include({ reason: 'not_current_appointee' });
    expect((await post('/demo/hku/left', { person: 'H100201', left: false })).status).to.equal(200);
    expect((await person.card()).body).to.include({ state: 'active' });
    expect(await (await ask('/demo/hku?lang=en')).text()).not.to.contain('data-left');
  });

  it('a student leaves in the register and comes back', async () => {
    const student = await signedIn('hkust-gz', 'yichen');
    await post('/demo/hkust-gz/left', { person: 'S50251203', left: true });
    expect((await student.card()).body['state']).not.to.equal('active');
    await post('/demo/hkust-gz/left', { person: 'S50251203', left: false });
    expect((await student.card()).body).to.include({ state: 'active' });
  });

  it('only people whom the page offers leave', async () => {
    expect((await post('/demo/hku/left', { person: 'H999999', left: true })).status).to.equal(404);
    expect((await post('/demo/nowhere/left', { person: 'H100201', left: true })).status).to.equal(404);
  });

  it('a visitor’s link comes by mail, on both campuses, and is the same while it is of use', async () => {
    for (const campus of ['hku', 'hkust-gz']) {
      const first = (await (await post(`/demo/${campus}/visit`, { begins: 'now' })).json()) as {
        link: string;
      };
      expect(first.link).to.match(new RegExp(`^/${campus}/v/[\\w-]{43}$`));
      const again = (await (await post(`/demo/${campus}/visit`, { begins: 'now' })).json()) as {
        link: string;
      };
      expect(again).to.deep.equal(first);
      const later = (await (await post(`/demo/${campus}/visit`, { begins: 'later' })).json()) as {
        link: string;
      };
      const visitor = town.person(campus, 'nobody').browser;
      expect((await visitor.open(later.link)).html).not.to.contain('class="code-card');
      expect((await visitor.open(first.link)).html).to.contain('class="code-card');
    }
  });

  it('the hub’s view of the devices follows the cable', async () => {
    const states = async () => (await (await ask('/demo/hku/states')).json()) as Record<string, boolean>;
    expect((await states())['main-library-gate-1']).to.equal(true);
    await ask(`${GATE}/line`, { method: 'POST', body: new URLSearchParams({ line: 'cut' }) });
    await eventually(async () => (await states())['main-library-gate-1'] === false);
    expect(await reasonOf('x')).to.equal('no_answer offline');
    await ask(`${GATE}/line`, { method: 'POST', body: new URLSearchParams({ line: 'mend' }) });
    await eventually(async () => (await states())['main-library-gate-1'] === true);
  });

  const signedIn = async (campus: string, login: string) => {
    const person = town.person(campus, login);
    await person.signIn(town.demo.password);
    await person.link();
    return person;
  };
});

describe('the landing page', () => {
  const log = pino({ level: 'silent' });

  /** What it shows of a hub with these campuses, in the demo. */
  const shown = async (slugs: string[]) => {
    const database = await freshDatabase();
    const folder = await mkdtemp(`${tmpdir()}/gatehouse-landing-`);
    const demo = await startDemo(folder, log, Date.now);
    demo.files = demo.files.filter((file) => slugs.some((slug) => file.endsWith(`/${slug}.yaml`)));
    await applyExamples(database.url, demo, Date.now);
    const config = readConfig({ PORT: '0', MQTT_PORT: '0', GATEHOUSE_DATA: folder }, true);
    const { secret, env } = demo;
    const hub = await startHub({ config, databaseUrl: database.url, secret, env, log });
    const gates = await demo.meet(hub, 'mqtt://127.0.0.1:1');
    try {
      const open = async (path: string) =>
        (await fetch(`${hub.url}${path}?lang=en`, { headers: { accept: 'text/html' } })).text();
      return { landing: await open('/'), demo: await open('/demo') };
    } finally {
      await gates.stop();
      await hub.stop();
      await demo.services.stop();
      await database.drop();
      await rm(folder, { recursive: true, force: true });
    }
  };

  it('works with one campus only: the demo opens on it, and nothing of another is named', async () => {
    const { landing, demo } = await shown(['hku']);
    expect(landing).to.contain('href="/demo"').and.to.contain('id="campus-hku"');
    expect(landing).not.to.contain('Guangzhou');
    expect(demo).to.contain('data-campus="hku"').and.not.to.contain('Guangzhou');
  });

  it('works with none: it says how to get one, and the demo leads there', async () => {
    const { landing, demo } = await shown([]);
    expect(landing).to.contain('gatehouse apply campus.yaml').and.not.to.contain('href="/demo"');
    expect(demo).to.contain('gatehouse apply campus.yaml');
  });
});
