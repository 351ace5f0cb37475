import { expect } from 'chai';
import { Browser, type JsonRead } from '../../bin/tour/browser.js';
import { Person } from '../../bin/tour/person.js';
import { eventually } from '../support/eventually.js';
import { startTestHub, type TestHub } from '../support/hub.js';

const API = '/api/v1/campuses/hkust-gz/wechat';
const CLIENT = { 'gatehouse-client': 'wechat/1.0.0' };

describe('the mini program’s interface', () => {
  let town: TestHub;
  before(async () => {
    town = await startTestHub();
  });
  after(() => town?.stop());

  const browser = () => new Browser(town.hub.url);
  const ask = (session: string | null, method: string, path: string, body?: unknown): Promise<JsonRead> =>
    browser().json(method, `${API}/${path}`, body, {
      ...CLIENT,
      ...(session === null ? {} : { authorization: `Bearer ${session}` }),
    });
  const code = ({ body }: JsonRead) => body['code'];

  async function begin(user: string): Promise<string> {
    const { body } = await ask(null, 'POST', 'session', { code: town.demo.services.wechat.loginCode(user) });
    return String(body['session']);
  }

  /** The web view of a session, up to the address that it is led to. */
  async function confirm(
    session: string,
    loginName: string,
  ): Promise<{ path: string; person: Person; proof: string }> {
    const { body } = await ask(session, 'POST', 'sign-ins', {});
    const url = new URL(String(body['url']));
    const path = `${url.pathname}${url.search}`;
    const person = new Person(town.hub.url, 'hkust-gz', loginName);
    await person.signIn(town.demo.password, path);
    const form = await person.browser.open(path);
    const done = await person.browser.submit(form, { ticket: url.searchParams.get('ticket') ?? '' });
    return { path, person, proof: done.url.searchParams.get('code') ?? '' };
  }

  async function signedIn(user: string, loginName: string): Promise<string> {
    const session = await begin(user);
    const { proof } = await confirm(session, loginName);
    expect((await ask(session, 'PUT', 'sign-ins', { code: proof })).status).to.equal(204);
    return session;
  }

  async function linked(user: string, loginName: string): Promise<string> {
    const session = await signedIn(user, loginName);
    const { body: card } = await ask(session, 'GET', 'card');
    const accepted = Object.fromEntries(
      (card['notices'] as { id: string; version: number }[]).map(({ id, version }) => [id, version]),
    );
    const { status, body } = await ask(session, 'POST', 'device', { label: 'Mate 60', accepted });
    expect(status).to.equal(201);
    return String(body['session']);
  }

  describe('a sign-in', () => {
    it('is proven by the code that the web view was led to, once', async () => {
      const session = await begin('yichen');
      const { proof } = await confirm(session, 'yichen');
      expect(code(await ask(session, 'GET', 'card'))).to.equal('sign_in_needed');
      expect((await ask(session, 'PUT', 'sign-ins', { code: proof })).status).to.equal(204);
      expect((await ask(session, 'GET', 'card')).body).to.include({ state: 'active' });
      expect(code(await ask(session, 'PUT', 'sign-ins', { code: proof }))).to.equal('sign_in_not_proven');
    });

    it('whose page was sent to somebody else leads nowhere: her code is of no use to who sent it', async () => {
      const thief = await begin('thief');
      const { path, person } = await confirm(thief, 'yichen');
      expect(code(await ask(thief, 'GET', 'card'))).to.equal('sign_in_needed');
      const again = await person.browser.open(path);
      expect(again.status).to.equal(410);
    });

    it('cannot be proven by another session, nor by guessing', async () => {
      const session = await begin('yichen');
      const { proof } = await confirm(session, 'yichen');
      const other = await begin('other');
      expect(code(await ask(other, 'PUT', 'sign-ins', { code: proof }))).to.equal('sign_in_not_proven');
      const wrong = proof === '00000000' ? '11111111' : '00000000';
      for (let tries = 0; tries < 5; tries += 1) await ask(session, 'PUT', 'sign-ins', { code: wrong });
      expect(code(await ask(session, 'PUT', 'sign-ins', { code: proof }))).to.equal('sign_in_not_proven');
    });

    it('is over after ten minutes', async () => {
      const session = await begin('yichen');
      const { proof } = await confirm(session, 'yichen');
      town.clock.advance(601);
      expect(code(await ask(session, 'PUT', 'sign-ins', { code: proof }))).to.equal('sign_in_not_proven');
    });
  });

  it('needs a session, a version that is not too old, and a code that WeChat knows', async () => {
    expect(code(await ask(null, 'GET', 'card'))).to.equal('wechat_session_ended');
    expect(code(await ask('gw1.made-up', 'POST', 'codes', {}))).to.equal('wechat_session_ended');
    const plain = await browser().json('GET', `${API}/card`);
    expect(plain.status).to.equal(426);
    expect(plain.body).to.include({ code: 'client_too_old', minVersion: '1.0.0' });
    const used = town.demo.services.wechat.loginCode('ann');
    await ask(null, 'POST', 'session', { code: used });
    expect(code(await ask(null, 'POST', 'session', { code: used }))).to.equal('wechat_code_refused');
  });

  it('asks WeChat for few numbers of one user, as each is billed', async () => {
    const session = await begin('curious');
    const { wechat } = town.demo.services;
    const number = () => wechat.phoneCode({ countryCode: '86', number: '13700137000' });
    const answers = [];
    for (let times = 0; times < 6; times += 1)
      answers.push(await ask(session, 'POST', 'passes', { code: number() }));
    expect(answers.map(({ status }) => status)).to.deep.equal([200, 200, 200, 200, 200, 429]);
    expect(wechat.calls('/wxa/business/getuserphonenumber')).to.equal(5);
  });

  it('links with every notice accepted, and accepts on the linked phone what was raised since', async () => {
    const session = await signedIn('dma on WeChat', 'dma');
    expect(code(await ask(session, 'POST', 'device', { label: 'Mate 60' }))).to.equal('notices_not_accepted');
    expect(code(await ask(session, 'POST', 'codes', {}))).to.equal('device_unlinked');
    const kept = await linked('dma on WeChat', 'dma');
    expect((await ask(kept, 'POST', 'codes', {})).status).to.equal(200);
    const { body } = await ask(kept, 'GET', 'card');
    const notices = body['notices'] as { id: string; version: number }[];
    const accepted = Object.fromEntries(notices.map(({ id, version }) => [id, version]));
    expect((await ask(kept, 'PUT', 'device', { accepted })).status).to.equal(204);
    expect(code(await ask(kept, 'PUT', 'device', { accepted: {} }))).to.equal('notices_not_accepted');
  });

  it('a log-out ends the session and the phone, and the codes it has shown are refused', async () => {
    const session = await linked('yichen on WeChat', 'yichen');
    const { body } = await ask(session, 'POST', 'codes', {});
    expect((await ask(session, 'DELETE', 'session')).status).to.equal(204);
    expect(code(await ask(session, 'POST', 'codes', {}))).to.equal('wechat_session_ended');
    const gate = town.gates.gate('hkust-gz', 'south-gate-1');
    expect(await gate.scan(String(body['text']))).to.include({ decision: 'deny', reason: 'superseded' });
  });

  it('a phone that was logged out on the portal is signed out: who found it can neither link it again nor make visits', async () => {
    const lost = await linked('yichen on WeChat', 'yichen');
    const waiting = await signedIn('yichen on her next phone', 'yichen');
    const owner = new Person(town.hub.url, 'hkust-gz', 'yichen');
    await owner.signIn(town.demo.password);
    const portal = await owner.browser.json('DELETE', '/api/v1/campuses/hkust-gz/me/devices');
    expect(portal.status).to.equal(204);
    const { rows } = await town.database.pool.query(
      'select ended_by from linked_devices where ended_by is not null order by ended_at desc limit 1',
    );
    expect(rows).to.deep.equal([{ ended_by: 'portal' }]);
    const visits = await browser().json('GET', '/api/v1/campuses/hkust-gz/visits', undefined, {
      authorization: `Bearer ${lost}`,
    });
    expect(code(visits)).to.equal('sign_in_needed');
    expect(code(await ask(lost, 'POST', 'device', { label: 'found' }))).to.equal('sign_in_needed');
    expect(code(await ask(lost, 'GET', 'card'))).to.equal('sign_in_needed');
    expect((await ask(waiting, 'GET', 'card')).body).to.include({ state: 'active', phone: null });
  });

  it('its session opens the hub’s own interface for some hours after the sign-in, on its own campus', async () => {
    const session = await signedIn('ksingh on WeChat', 'ksingh');
    const visits = (campus: string) =>
      browser().json('GET', `/api/v1/campuses/${campus}/visits`, undefined, {
        authorization: `Bearer ${session}`,
      });
    expect((await visits('hkust-gz')).status).to.equal(200);
    expect((await visits('hku')).status).to.equal(401);
    town.clock.advance(8 * 3_600);
    expect(code(await visits('hkust-gz'))).to.equal('sign_in_needed');
    expect((await ask(session, 'GET', 'card')).status).to.equal(200);
  });

  it('keeps neither session, openid nor number in clear', async () => {
    const session = await linked('nyu on WeChat', 'nyu');
    const [, secret = '', device = ''] = session.split('.');
    const { rows } = await town.database.pool.query<{ text: string }>(
      `select (select string_agg(s::text, '') from wechat_sessions s)
           || (select string_agg(p::text, '') from wechat_phones p) as text`,
    );
    for (const clear of [secret, device, Buffer.from(secret).toString('hex')])
      expect(rows[0]?.text).to.not.contain(clear);
  });

  it('a visitor’s link for SMS opens the mini program while the visit is near, and the web page else', async () => {
    const { campus = 0 } = town.hub.context.snapshots.bySlug('hkust-gz') ?? {};
    const [hook] = town.hub.host.hooks(campus).all('pass:link');
    const never = new AbortController().signal;
    const at = (days: number) => town.clock.now() + days * 86_400_000;
    const url = await hook?.fill({ token: 'abc_-123', until: at(3) }, never);
    expect(town.demo.services.wechat.openLink(String(url))).to.include({
      path: 'pages/visit/index',
      query: 't=abc_-123',
    });
    expect(await hook?.fill({ token: 'abc_-123', until: at(31) }, never)).to.equal(null);
  });

  it('the SMS that invites a mainland visitor leads into the mini program, and by its last link to the web page', async () => {
    const host = town.person('hkust-gz', 'lgao');
    await host.signIn(town.demo.password);
    const at = (hours: number) => new Date(town.clock.now() + hours * 3_600_000).toISOString();
    const visitor = { name: '王小明', contact: '13800137137', language: 'zh-Hans' };
    const ask = {
      kind: 'mainland',
      visitor,
      from: at(1),
      until: at(2),
      points: ['south-gate'],
      purpose: '讲座',
    };
    const { status } = await host.browser.json('POST', '/api/v1/campuses/hkust-gz/visits', ask);
    expect(status).to.equal(201);
    const { messages, wechat } = town.demo.services;
    const text = await eventually(() => messages.sms.inbox('+8613800137137').at(-1)?.text);
    const link = wechat.openLink(/https?:\S+/.exec(text)?.[0] ?? '');
    expect(link?.path).to.equal('pages/visit/index');
    const token = /^t=([\w-]{43})$/.exec(link?.query ?? '')?.[1] ?? expect.fail('no token');
    expect(text.endsWith(` ${town.hub.url}/hkust-gz/v/${token}`), text).to.equal(true);
  });

  it('the poster shows the mini program’s own code, in each language, and asks WeChat once', async () => {
    for (const [language, title] of [
      ['zh-Hans', '微信版数字校园卡'],
      ['en', 'Digital Campus Card in WeChat'],
    ]) {
      const page = await browser().open(`/hkust-gz/wechat/poster?lang=${language}`);
      expect(page.html).to.contain(title).and.to.contain('src="/hkust-gz/wechat/mini-program-code"');
    }
    for (const _ of [1, 2]) {
      const image = await fetch(`${town.hub.url}/hkust-gz/wechat/mini-program-code`);
      expect(image.headers.get('content-type')).to.equal('image/png');
      expect((await image.arrayBuffer()).byteLength).to.be.above(500);
    }
    expect(town.demo.services.wechat.calls('/wxa/getwxacodeunlimit')).to.equal(1);
  });

  it('is not there on a campus that does not enable it', async () => {
    expect((await browser().open('/hku/wechat/poster')).status).to.equal(404);
  });
});
