import { mkdtemp, rm } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import { get } from 'node:https';
import { tmpdir } from 'node:os';
import { expect } from 'chai';
import { pino } from 'pino';
import { applyExamples, type Demo, startDemo } from '../../bin/demo.js';
import { type LocalCertificate, localCertificate } from '../../bin/local-certificate.js';
import { type RunningHub, startHub } from '../../bin/start-hub.js';
import { Person } from '../../bin/tour/person.js';
import { type Config, readConfig } from '../../core/config/read-config.js';
import { type FreshDatabase, freshDatabase } from '../support/database.js';
import { eventually } from '../support/eventually.js';

const log = pino({ level: process.env['TEST_LOG'] ?? 'silent' }, process.stderr);
const HTML = { accept: 'text/html' };

describe('the demo by HTTPS', () => {
  let folder: string;
  let database: FreshDatabase;
  let certificate: LocalCertificate;
  let demo: Demo;
  let hub: RunningHub;
  const undo: (() => Promise<unknown>)[] = [];

  before(async () => {
    folder = await mkdtemp(`${tmpdir()}/gatehouse-https-`);
    undo.push(() => rm(folder, { recursive: true, force: true }));
    database = await freshDatabase();
    undo.push(() => database.drop());
    certificate = await localCertificate(`${folder}/certificate`, Date.now(), []);
    demo = await startDemo(folder, log, Date.now, certificate.cert);
    undo.push(() => demo.services.stop());
    await applyExamples(database.url, demo, Date.now);
    const { url: databaseUrl } = database;
    const { secret, env, password: demoPassword } = demo;
    const config: Config = {
      ...readConfig({ PORT: '0', MQTT_PORT: '0', GATEHOUSE_DATA: folder }, true),
      ...{ databaseUrl, secret },
    };
    hub = await startHub({ config, databaseUrl, secret, env, log, demoPassword, certificate });
    undo.push(() => hub.stop());
    const gates = await demo.meet(hub, hub.address('mqtt'));
    undo.push(() => gates.stop());
  });
  after(async () => {
    for (const work of undo.reverse()) await work();
  });

  /** A browser that trusts this certificate and no other; null: the usual authorities. */
  const open = (path: string, trust: string | null = certificate.cert, host = 'localhost') =>
    new Promise<{ status: number; headers: IncomingMessage['headers']; text: string }>((resolve, reject) => {
      const { port } = new URL(hub.url);
      const url = path.startsWith('https:') ? path : `https://${host}:${port}${path}`;
      const ca = trust === null ? {} : { ca: trust };
      const request = get(url, { headers: HTML, agent: false, ...ca }, (answer) => {
        let text = '';
        answer.setEncoding('utf8');
        answer.on('data', (chunk: string) => {
          text += chunk;
        });
        answer.once('end', () => resolve({ status: answer.statusCode ?? 0, headers: answer.headers, text }));
      });
      request.once('error', reject);
    });

  it('answers over TLS whoever trusts its certificate, and nobody who trusts the usual ones', async () => {
    expect(hub.url).to.match(/^https:\/\/localhost:\d+$/);
    const { status, text, headers } = await open('/');
    expect(status).to.equal(200);
    expect(text).to.contain('href="/demo"');
    // A browser would remember it for every port of this name.
    expect(headers['strict-transport-security']).to.equal(undefined);
    const refused = await open('/', null).then(
      () => 'answered',
      (error: NodeJS.ErrnoException) => error.code,
    );
    expect(refused).to.equal('DEPTH_ZERO_SELF_SIGNED_CERT');
  });

  it('begins a sign-in, asking its own issuer, with cookies for HTTPS only', async () => {
    const begun = await open('/hku/sign-in?to=/hku/wallet&login_hint=clchan');
    expect(begun.status).to.equal(303);
    expect(begun.headers['set-cookie']?.join()).to.contain('; Secure');
    const issuer = await open(begun.headers.location ?? '');
    expect(issuer.status).to.equal(303);
    expect(issuer.headers['set-cookie']?.join().toLowerCase()).to.contain('; secure');
  });

  it('a person signs in, links a phone and gets a code', async () => {
    const person = new Person(hub.url, 'hku', 'clchan', hub.localUrl);
    expect((await person.signIn(demo.password)).path).to.equal('/hku/wallet');
    await person.link();
    expect(await person.code()).to.match(/^GH1/);
  });

  it('shows the virtual campus’s pages under the same address', async () => {
    for (const path of ['/demo/devices/hku/main-library-gate-1', '/demo/inbox/', '/demo/slips/']) {
      const { status, text } = await open(path);
      expect(status, path).to.equal(200);
      expect(text, path).to.contain('<a href="/demo">');
      expect(text, path).not.to.contain('http://127.0.0.1');
    }
  });

  it('its gateway tells receipts over TLS, trusting exactly that certificate', async () => {
    const { sms } = demo.services.messages;
    const url = new URL(sms.url);
    const receipts = `${hub.url}/plugins/sms/hku/receipts?message=x&proof=y&type=%d`;
    const send = { to: '+85251234567', text: 'x', 'dlr-mask': '1', 'dlr-url': receipts };
    const { user: username, password } = sms.credentials;
    url.search = new URLSearchParams({ username, password, ...send }).toString();
    await fetch(url);
    // Refused by the hub, which never sent this message; but by the hub it is.
    await eventually(() => sms.receiptAnswers().some((status) => status >= 400 && status < 500));
  });

  it('leads a browser from another name to its own, and a program not', async () => {
    const away = await open('/hku/premises?lang=en', certificate.cert, '127.0.0.1');
    expect([away.status, away.headers.location]).to.deep.equal([307, `${hub.url}/hku/premises?lang=en`]);
    const odd = await open('//elsewhere.test/', certificate.cert, '127.0.0.1');
    expect(new URL(odd.headers.location ?? '').origin).to.equal(hub.url);
    const program = await fetch(`${hub.localUrl}/readyz`, { headers: { accept: 'application/json' } });
    expect(program.status).to.equal(200);
  });
});

describe('the doors of production', () => {
  let database: FreshDatabase;
  let hub: RunningHub;
  let folder: string;
  before(async () => {
    folder = await mkdtemp(`${tmpdir()}/gatehouse-production-`);
    database = await freshDatabase();
    const secret = 'a-secret-of-this-installation-0123456789';
    const PUBLIC_URL = 'https://gatehouse.example.edu';
    const set = { PORT: '0', MQTT_PORT: '0', GATEHOUSE_DATA: folder, GATEHOUSE_SECRET: secret, PUBLIC_URL };
    const config = readConfig(set, false);
    hub = await startHub({ config, databaseUrl: database.url, secret, env: {}, log });
  });
  after(async () => {
    await hub?.stop();
    await database?.drop();
    await rm(folder, { recursive: true, force: true });
  });

  it('answer under whatever name a proxy asks, may be framed by nobody, and know no demo', async () => {
    const page = await fetch(`${hub.localUrl}/`, { headers: HTML, redirect: 'manual' });
    expect(page.status).to.equal(200);
    expect(page.headers.get('content-security-policy')).to.contain("frame-ancestors 'none'");
    expect(page.headers.get('strict-transport-security')).to.match(/^max-age=/);
    const text = await page.text();
    expect(text).to.contain('gatehouse apply campus.yaml').and.not.to.contain('/demo');
    for (const path of ['/demo', '/demo/hku', '/demo/devices/', '/demo/inbox/']) {
      const { status } = await fetch(`${hub.localUrl}${path}`, { headers: HTML, redirect: 'manual' });
      expect(status, path).to.equal(404);
    }
  });
});
