import { expect } from 'chai';
import { type SsoHub, startSsoHub } from './support/hub.js';
import { Visitor } from './support/visitor.js';

const PASSWORD = 'gatehouse-demo';

describe('signing in to the hub’s own pages', () => {
  let at: SsoHub;
  before(async () => {
    at = await startSsoHub();
  });
  after(() => at.stop());

  async function signIn(visitor: Visitor, name: string, path = '/hku/sign-in?to=/hku/premises') {
    const page = await visitor.open(path);
    expect(page.status).to.equal(200);
    return visitor.send(page, { name, password: PASSWORD });
  }
  const consoleOf = (visitor: Visitor, campus: string) =>
    visitor.once(new URL(`/api/v1/campuses/${campus}/plugins`, at.hub.url));

  it('leads through the issuer’s page and back to where one wanted to go', async () => {
    const visitor = new Visitor(at.hub.url);
    const end = await signIn(visitor, 'clchan', '/hku/sign-in?to=%2Fhku%2Fpremises%3Fa%3D1');
    expect(`${end.status} ${end.url.pathname}${end.url.search}`).to.equal('200 /hku/premises?a=1');
    expect(visitor.cookie('gatehouse_hku')).to.match(/^[\w-]{43}$/);
    expect(visitor.cookie('gatehouse_hku_pending')).to.equal(undefined);
  });

  it('keeps neither token nor name of a session in clear', async () => {
    const visitor = new Visitor(at.hub.url);
    await signIn(visitor, 'clchan');
    const { rows } = await at.database.pool.query<{ all: string }>(
      'select sessions::text as all from sessions',
    );
    const token = visitor.cookie('gatehouse_hku') ?? 'none';
    for (const { all } of rows) {
      expect(all).not.to.include(token).and.not.to.include(Buffer.from(token).toString('hex'));
      expect(all).not.to.include('clchan').and.not.to.include(Buffer.from('clchan').toString('hex'));
    }
  });

  it('gives an admin the console of this campus and of no other', async () => {
    const visitor = new Visitor(at.hub.url);
    await signIn(visitor, 'gzadmin@hkust-gz.edu.cn', '/hkust-gz/sign-in');
    expect((await consoleOf(visitor, 'hkust-gz')).status).to.equal(200);
    expect((await consoleOf(visitor, 'hku')).status).to.equal(401);
    visitor.put('gatehouse_hku', visitor.cookie('gatehouse_hkust-gz') ?? '');
    expect(
      (await consoleOf(visitor, 'hku')).status,
      'the same token under the other campus’s cookie',
    ).to.equal(401);
  });

  it('gives somebody else no role', async () => {
    const visitor = new Visitor(at.hub.url);
    await signIn(visitor, 'clchan');
    expect((await consoleOf(visitor, 'hku')).status).to.equal(403);
  });

  it('begins a new session each time, and the one before is over', async () => {
    const visitor = new Visitor(at.hub.url);
    await signIn(visitor, 'clchan');
    const before = visitor.cookie('gatehouse_hku') ?? '';
    await visitor.open('/hku/sign-in');
    expect(visitor.cookie('gatehouse_hku')).not.to.equal(before);
    const old = new Visitor(at.hub.url);
    old.put('gatehouse_hku', before);
    expect((await consoleOf(old, 'hku')).status).to.equal(401);
  });

  it('leads to no other site afterwards', async () => {
    for (const to of [
      'https://evil.example/',
      '//evil.example/',
      '/\\evil.example',
      '/%0d%0aevil',
      'javascript:alert(1)',
    ]) {
      const visitor = new Visitor(at.hub.url);
      const end = await signIn(visitor, 'clchan', `/hku/sign-in?${new URLSearchParams({ to })}`);
      expect(end.url.origin, to).to.equal(at.hub.url);
    }
  });

  it('takes no answer that this browser did not ask for', async () => {
    const asked = new Visitor(at.hub.url);
    const page = await asked.open('/hku/sign-in');
    const other = new Visitor(at.hub.url);
    const stolen = await other.open('/hku/signed-in?code=abc&state=def');
    expect(stolen.status).to.equal(400);
    const wrong = await asked.open('/hku/signed-in?code=abc&state=def');
    expect(wrong.status).to.equal(400);
    expect(wrong.html).to.include('sign_in_ended');
    expect(page.status).to.equal(200);
  });

  it('ends the session here and at the issuer with one press', async () => {
    const visitor = new Visitor(at.hub.url);
    await signIn(visitor, 'clchan');
    const token = visitor.cookie('gatehouse_hku') ?? '';
    const end = await visitor.open('/hku/sign-out', { method: 'POST', headers: { origin: at.hub.url } });
    expect(end.url.href).to.equal(`${at.hub.url}/`);
    expect(visitor.cookie('gatehouse_hku')).to.equal(undefined);
    visitor.put('gatehouse_hku', token);
    expect((await consoleOf(visitor, 'hku')).status).to.equal(401);
    const again = await new Visitor(at.hub.url).open('/hku/sign-in');
    const here = await visitor.open('/hku/sign-in');
    expect(here.html, 'the issuer asks again').to.include('autocomplete="current-password"');
    expect(again.html).to.include('autocomplete="current-password"');
  });

  it('signs the right person in when somebody else still was at the issuer', async () => {
    const visitor = new Visitor(at.hub.url);
    await signIn(visitor, 'clchan');
    const page = await visitor.open('/hku/sign-in?login_hint=dwchan');
    expect(page.html).to.include('value="dwchan"');
    await visitor.send(page, { name: 'dwchan', password: PASSWORD });
    const { rows } = await at.database.pool.query('select 1 from sso_models where model = $1', ['Session']);
    expect(visitor.cookie('gatehouse_hku')).to.match(/^[\w-]{43}$/);
    expect(rows.length).to.be.greaterThan(0);
  });

  it('is over after eight hours', async () => {
    const visitor = new Visitor(at.hub.url);
    await signIn(visitor, 'clchan');
    at.clock.now += 8 * 3_600_000 - 1_000;
    expect((await consoleOf(visitor, 'hku')).status).to.equal(403);
    at.clock.now += 1_000;
    expect((await consoleOf(visitor, 'hku')).status).to.equal(401);
  });

  it('goes on at another node of the same hub', async () => {
    const second = await at.secondNode();
    const visitor = new Visitor(at.hub.url);
    const page = await visitor.open('/hku/sign-in');
    visitor.movesTo(second);
    await visitor.send(page, { name: 'clchan', password: PASSWORD });
    expect((await visitor.once(new URL('/api/v1/campuses/hku/plugins', at.hub.url))).status).to.equal(403);
    visitor.movesTo(at.hub.url);
    expect((await consoleOf(visitor, 'hku')).status).to.equal(403);
  });

  it('says so calmly where sign-in is not enabled', async () => {
    await at.database.pool.query(
      `update plugin_settings set enabled = false where campus = 1 and plugin = 'sso'`,
    );
    await at.database.pool.query(
      `with next as (update campus_feed set n = n + 1 where campus = 1 returning n)
       insert into feed (campus, n, kinds) select 1, n, '{plugins}' from next`,
    );
    await at.hub.context.snapshots.follow();
    const snapshot = at.hub.context.snapshots.byNumber(1);
    if (snapshot) await at.hub.host.settle(snapshot);
    const page = await new Visitor(at.hub.url).open('/hku/sign-in');
    expect(page.status).to.equal(404);
    expect(page.html).to.include('sign_in_not_enabled');
    expect(
      (await new Visitor(at.hub.url).open('/oidc/hku/.well-known/openid-configuration')).status,
    ).to.equal(404);
    expect((await new Visitor(at.hub.url).open('/hkust-gz/sign-in')).status).to.equal(200);
  });
});
