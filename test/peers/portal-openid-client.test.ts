import { mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect } from 'chai';
import * as client from 'openid-client';
import { ROOT } from '../docs/fenced.js';
import { type PortalHub, startPortalHub } from './support/portal-hub.js';
import { PORTAL_SECRET, portalBlock, portalClient } from './support/portal-page.js';
import { WebVisitor } from './support/web-visitor.js';

const PORTAL = 'https://portal.test';

type Session = { verifier?: string; state?: string; nonce?: string; idToken?: string };
/** What the page's code exports. */
interface PortalCode {
  signIn(session: Session): Promise<URL>;
  signedIn(session: Session, address: string | URL): Promise<Record<string, unknown>>;
  signOut(session: Session): URL;
}

describe('a Node portal with the code of docs/portal.md', function () {
  this.timeout(60_000);
  let at: PortalHub;
  let folder: string;
  let portal: PortalCode;

  before(async () => {
    at = await startPortalHub('hku', portalClient(PORTAL));
    folder = await mkdtemp(path.join(tmpdir(), 'gatehouse-portal-'));
    await symlink(path.join(ROOT, 'node_modules'), path.join(folder, 'node_modules'));
    await writeFile(path.join(folder, 'portal.mjs'), overHttp(portalBlock('js', place())));
    process.env['LIBRARY_PORTAL_SECRET'] = PORTAL_SECRET;
    portal = (await import(pathToFileURL(path.join(folder, 'portal.mjs')).href)) as PortalCode;
  });
  after(async () => {
    delete process.env['LIBRARY_PORTAL_SECRET'];
    await at?.stop();
    await rm(folder, { recursive: true, force: true });
  });

  const place = () => ({ issuer: `${at.url}/oidc/hku`, portal: PORTAL });
  const visitor = () => new WebVisitor([at.url]);
  async function comeBack(session: Session, who = visitor(), name = 'clchan'): Promise<URL> {
    const page = await who.open(await portal.signIn(session));
    const back = page.html.includes('name="password"')
      ? await who.send(page, { name, password: at.pin })
      : page;
    expect(back.url.origin).to.equal(PORTAL);
    return back.url;
  }

  it('learns who came: subject, name, affiliation, mail, and no number', async () => {
    const session: Session = {};
    const told = await portal.signedIn(session, await comeBack(session));
    expect(told).to.have.all.keys('sub', 'name', 'affiliation', 'email');
    expect(told).to.deep.include({ affiliation: 'staff', email: 'clchan@hku.test' });
  });

  it('refuses an answer that was meant for another browser, and one that was used', async () => {
    const [mine, theirs]: Session[] = [{}, {}];
    if (!mine || !theirs) throw new Error('two sessions');
    const back = await comeBack(mine);
    await comeBack(theirs);
    const refused = (session: Session) =>
      portal.signedIn(session, back).then(
        () => 'accepted',
        () => 'refused',
      );
    expect(await refused(theirs)).to.equal('refused');
    expect(await refused(mine)).to.equal('accepted');
    expect(await refused(mine)).to.equal('refused');
  });

  it('ends the sign-in at the hub when it signs out: the next one asks for the PIN', async () => {
    const who = visitor();
    const session: Session = {};
    await portal.signedIn(session, await comeBack(session, who));
    const again = await who.open(await portal.signIn({}));
    expect(again.url.origin, 'no PIN within the session').to.equal(PORTAL);
    const question = await who.open(portal.signOut(session));
    const end = await who.send(question, { logout: 'yes' });
    expect(end.url.href).to.equal(`${PORTAL}/bye`);
    expect((await who.open(await portal.signIn({}))).html).to.contain('name="password"');
  });

  it('is nobody at the other campus, and its tokens open nothing there', async () => {
    const session: Session = {};
    const address = await portal.signIn(session);
    const elsewhere = new URL(`${at.url}/oidc/hkust-gz/auth${address.search}`);
    const page = await visitor().open(elsewhere);
    expect([page.status, page.html.includes('invalid_client')]).to.deep.equal([400, true]);
    const tokens = await tokensOf(at, session, await comeBack(session));
    for (const [campus, status] of [
      ['hku', 200],
      ['hkust-gz', 401],
    ] as const) {
      const headers = { authorization: `Bearer ${tokens.access_token}` };
      expect((await fetch(`${at.url}/oidc/${campus}/me`, { headers })).status, campus).to.equal(status);
    }
  });
});

/** The page is written for https, as it has to be; the hub of the test speaks http on this machine. */
function overHttp(code: string): string {
  return code.replace(
    'client.ClientSecretBasic(secret));',
    'client.ClientSecretBasic(secret), { execute: [client.allowInsecureRequests] });',
  );
}

async function tokensOf(at: PortalHub, session: Session, back: URL) {
  const hub = await client.discovery(
    new URL(`${at.url}/oidc/hku`),
    'library-portal',
    undefined,
    client.ClientSecretBasic(PORTAL_SECRET),
    { execute: [client.allowInsecureRequests] },
  );
  return client.authorizationCodeGrant(hub, back, {
    pkceCodeVerifier: session.verifier ?? '',
    expectedState: session.state ?? '',
    expectedNonce: session.nonce ?? '',
  });
}
