import { expect } from 'chai';
import * as oidc from 'openid-client';
import { readable } from '../../support/readable.js';
import { PORTAL, type SsoHub, startSsoHub, TILL } from './support/hub.js';
import { type Leaving, leave, relyingParty } from './support/relying-party.js';
import { Visitor } from './support/visitor.js';

const PIN = 'gatehouse-demo';
const [PORTAL_URI = ''] = PORTAL.redirectUris;
const [TILL_URI = ''] = TILL.redirectUris;

describe('the campus’s issuer', () => {
  let at: SsoHub;
  let portal: oidc.Configuration;
  let till: oidc.Configuration;
  before(async () => {
    at = await startSsoHub();
    portal = await relyingParty(`${at.hub.url}/oidc/hku`, PORTAL);
    till = await relyingParty(`${at.hub.url}/oidc/hku`, TILL);
  });
  after(() => at.stop());

  const ask = (scope = 'openid profile', more = {}) => leave(portal, PORTAL_URI, { scope, ...more });
  const askTill = (more = {}) => leave(till, TILL_URI, { scope: 'openid profile gatehouse', ...more });

  /** Through sign-in page and, where there is one, consent page. */
  async function pass(leaving: Leaving, visitor = new Visitor(at.hub.url), name = 'clchan'): Promise<URL> {
    let seen = await visitor.open(leaving.url);
    if (seen.html.includes('name="password"')) seen = await visitor.send(seen, { name, password: PIN });
    if (seen.html.includes('value="allow"')) seen = await visitor.send(seen, { intent: 'allow' });
    return seen.url;
  }
  const refusal = (work: Promise<unknown>) =>
    work.then(
      () => 'accepted',
      (error: { error?: string; code?: string }) => error.error ?? error.code ?? String(error),
    );
  const whoIs = (token: string, campus = 'hku', base = at.hub.url) =>
    fetch(`${base}/api/v1/campuses/${campus}/plugins`, { headers: { authorization: `Bearer ${token}` } });

  it('describes itself under the public address, whatever Host a request names', async () => {
    const { port } = new URL(at.hub.url);
    const response = await fetch(`http://127.0.0.1:${port}/oidc/hku/.well-known/openid-configuration`, {
      headers: { 'x-forwarded-host': 'evil.example', 'x-forwarded-proto': 'https' },
    });
    const described = (await response.json()) as Record<string, unknown>;
    expect(described['issuer']).to.equal(`${at.hub.url}/oidc/hku`);
    expect(described['authorization_endpoint']).to.equal(`${at.hub.url}/oidc/hku/auth`);
    expect(described['code_challenge_methods_supported']).to.deep.equal(['S256']);
    expect(described['response_types_supported']).to.deep.equal(['code']);
  });

  it('signs a person in at a portal: code, PKCE, id token, claims', async () => {
    const leaving = await ask();
    const tokens = await leaving.redeem(await pass(leaving));
    const claims = tokens.claims();
    expect(claims?.iss).to.equal(`${at.hub.url}/oidc/hku`);
    const told = await oidc.fetchUserInfo(portal, tokens.access_token, claims?.sub ?? '');
    expect(told).to.have.all.keys('sub', 'name', 'affiliation');
    expect(told).to.include({ affiliation: 'staff' });
  });

  it('tells an e-mail address only with its scope, and a staff number never', async () => {
    const leaving = await ask('openid profile email');
    const tokens = await leaving.redeem(await pass(leaving));
    const told = await oidc.fetchUserInfo(portal, tokens.access_token, tokens.claims()?.sub ?? '');
    expect(told.email).to.equal('clchan@hku.test');
    const { rows } = await at.database.pool.query<{ n: number }>('select count(*)::int n from sso_accounts');
    expect(rows[0]?.n).to.be.greaterThan(0);
    const number = at.directory.suffix('hku') && 'H100201';
    expect(JSON.stringify([told, tokens]))
      .not.to.include(number)
      .and.not.to.include('clchan"');
  });

  it('gives each portal a subject of its own, the same one every time', async () => {
    const subject = async (leaving: Leaving) => (await leaving.redeem(await pass(leaving))).claims()?.sub;
    const [first, again, other] = [
      await subject(await ask()),
      await subject(await ask()),
      await subject(await askTill()),
    ];
    expect(again).to.equal(first);
    expect(other).not.to.equal(first);
  });

  it('asks for consent once, and never for a trusted client', async () => {
    const visitor = new Visitor(at.hub.url);
    const page = await visitor.open((await ask()).url);
    const consent = await visitor.send(page, { name: 'clchan', password: PIN });
    expect(consent.html).to.include('Library portal asks to know who you are');
    await visitor.send(consent, { intent: 'allow' });
    expect((await visitor.open((await ask()).url)).url.host).to.equal('portal.example');
    expect((await visitor.open((await askTill()).url)).url.host).to.equal('till.example');
  });

  it('tells the portal when the person does not want it', async () => {
    const visitor = new Visitor(at.hub.url);
    const page = await visitor.open((await ask()).url);
    const consent = await visitor.send(page, { name: 'clchan', password: PIN });
    const end = await visitor.send(consent, { intent: 'deny' });
    expect(end.url.searchParams.get('error')).to.equal('access_denied');
  });

  it('wants PKCE of everybody, and only S256', async () => {
    const { url } = await ask();
    url.searchParams.delete('code_challenge');
    url.searchParams.delete('code_challenge_method');
    expect((await new Visitor(at.hub.url).open(url)).url.searchParams.get('error')).to.equal(
      'invalid_request',
    );
    const plain = (await ask()).url;
    plain.searchParams.set('code_challenge_method', 'plain');
    expect((await new Visitor(at.hub.url).open(plain)).url.searchParams.get('error')).to.equal(
      'invalid_request',
    );
  });

  it('leads to no address that is not registered, and says so on a page of its own', async () => {
    for (const address of ['https://evil.example/cb', `${PORTAL_URI}/more`, `${PORTAL_URI}?x=1`]) {
      const seen = await new Visitor(at.hub.url).open((await leave(portal, address)).url);
      expect(seen.status, address).to.equal(400);
      expect(seen.html).to.include('invalid_redirect_uri').and.not.to.include('evil');
    }
  });

  it('gives the scope of the hub’s own interface to no portal that may not', async () => {
    const seen = await new Visitor(at.hub.url).open((await ask('openid gatehouse')).url);
    expect(seen.url.searchParams.get('error')).to.equal('invalid_scope');
  });

  it('takes a code once; the second time all that it gave is gone', async () => {
    const leaving = await askTill();
    const callback = await pass(leaving);
    const tokens = await leaving.redeem(callback);
    expect((await whoIs(tokens.access_token)).status).to.equal(403);
    expect(await refusal(leaving.redeem(callback))).to.equal('invalid_grant');
    expect((await whoIs(tokens.access_token)).status).to.equal(401);
  });

  it('takes a code once also when two nodes get it in the same instant', async () => {
    const second = await at.secondNode();
    const elsewhere = await relyingParty(`${at.hub.url}/oidc/hku`, TILL);
    elsewhere[oidc.customFetch] = (address, options) => {
      const { pathname, search } = new URL(address);
      return fetch(`${second}${pathname}${search}`, options as RequestInit);
    };
    for (let round = 0; round < 5; round += 1) {
      const leaving = await askTill();
      const callback = await pass(leaving);
      const tries = [till, elsewhere, till, elsewhere].map((by) => refusal(leaving.redeem(callback, by)));
      const accepted = (await Promise.all(tries)).filter((outcome) => outcome === 'accepted');
      expect(accepted.length).to.be.at.most(1);
    }
  });

  it('refuses another verifier and another client', async () => {
    const [mine, theirs] = [await askTill(), await askTill()];
    const callback = await pass(mine);
    callback.searchParams.set('state', theirs.url.searchParams.get('state') ?? '');
    expect(await refusal(theirs.redeem(callback))).to.equal('invalid_grant');
  });

  it('renews a refresh token each time, and ends all when an old one comes back', async () => {
    const leaving = await ask('openid offline_access', { prompt: 'consent' });
    const first = await leaving.redeem(await pass(leaving));
    const second = await oidc.refreshTokenGrant(portal, first.refresh_token ?? '');
    expect(second.refresh_token).to.be.a('string').and.not.to.equal(first.refresh_token);
    expect(await refusal(oidc.refreshTokenGrant(portal, first.refresh_token ?? ''))).to.equal(
      'invalid_grant',
    );
    expect(await refusal(oidc.refreshTokenGrant(portal, second.refresh_token ?? ''))).to.equal(
      'invalid_grant',
    );
  });

  it('opens the hub’s interface on its own campus and on no other', async () => {
    const leaving = await askTill();
    const { access_token: token } = await leaving.redeem(await pass(leaving));
    expect((await whoIs(token)).status, 'known, though no admin').to.equal(403);
    expect((await whoIs(token, 'hkust-gz')).status).to.equal(401);
    expect((await whoIs(token, 'hku', await at.secondNode())).status, 'on another node').to.equal(403);
    expect((await whoIs(`${token}x`)).status).to.equal(401);
  });

  it('gives a token without the scope no access to the hub’s interface', async () => {
    const leaving = await leave(till, TILL_URI, { scope: 'openid profile' });
    const { access_token: token } = await leaving.redeem(await pass(leaving));
    expect((await whoIs(token)).status).to.equal(401);
  });

  it('ends tokens with the session, after asking', async () => {
    const visitor = new Visitor(at.hub.url);
    const leaving = await askTill();
    const { access_token: token, id_token: hint } = await leaving.redeem(await pass(leaving, visitor));
    const end = oidc.buildEndSessionUrl(till, { id_token_hint: hint ?? '' });
    const question = await visitor.open(end);
    expect(question.html).to.include('Sign out?');
    expect((await whoIs(token)).status, 'not before the answer').to.equal(403);
    const answered = await visitor.send(question, { logout: 'yes' });
    expect(answered.html).to.include('You are signed out');
    expect((await whoIs(token)).status).to.equal(401);
  });

  it('leads back to the portal after signing out, to a registered address only', async () => {
    const visitor = new Visitor(at.hub.url);
    const leaving = await ask();
    const { id_token: hint } = await leaving.redeem(await pass(leaving, visitor));
    const end = (to: string) =>
      oidc.buildEndSessionUrl(portal, { id_token_hint: hint ?? '', post_logout_redirect_uri: to });
    expect((await visitor.open(end('https://evil.example/'))).status).to.equal(400);
    const question = await visitor.open(end(PORTAL.postLogoutRedirectUris[0] ?? ''));
    expect((await visitor.send(question, { logout: 'yes' })).url.href).to.equal('https://portal.example/bye');
  });

  it('has the same keys on every node, and other ones on the other campus', async () => {
    const keys = async (base: string, campus: string) => (await fetch(`${base}/oidc/${campus}/jwks`)).json();
    const here = await keys(at.hub.url, 'hku');
    expect(await keys(await at.secondNode(), 'hku')).to.deep.equal(here);
    expect(await keys(at.hub.url, 'hkust-gz')).not.to.deep.equal(here);
    expect(JSON.stringify(here)).not.to.include('"d":');
  });

  it('signs somebody out whose account is gone from the directory', async () => {
    const leaving = await askTill();
    const { access_token: token } = await leaving.redeem(await pass(leaving));
    await at.database.pool.query('update sso_accounts set ended_at = now()');
    expect((await whoIs(token)).status).to.equal(401);
  });

  it('wrote no name, PIN, code or token into the log or in clear into the database', async () => {
    expect(at.logged.join('')).not.to.match(/clchan|gatehouse-demo|H100201|code=|id_token_hint/);
    const { rows } = await at.database.pool.query<{ all: string }>(
      'select m::text as all from sso_models m union all select a::text from sso_accounts a union all select k::text from sso_keys k',
    );
    expect(rows.length).to.be.greaterThan(10);
    const all = rows.map((row) => row.all).join(' ');
    expect(readable(all, ['clchan', 'H100201', '"kty":'])).to.deep.equal([]);
  });
});
