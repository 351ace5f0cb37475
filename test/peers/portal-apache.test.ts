import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { expect } from 'chai';
import { freePort } from '../support/free-port.js';
import { type PortalHub, startPortalHub } from './support/portal-hub.js';
import { PORTAL_SECRET, portalBlock, portalClient } from './support/portal-page.js';
import { type Page, WebVisitor } from './support/web-visitor.js';

const run = promisify(execFile);
const { TEST_APACHE = '' } = process.env;
const TOLD = ['REMOTE_USER', 'OIDC_CLAIM_name', 'OIDC_CLAIM_email', 'OIDC_CLAIM_affiliation'] as const;
/** A page of the portal: what Apache put into its environment, a line each. */
const SHOWS = TOLD.map((name) => `${name}=<!--#echo var="${name}" -->`).join('\n');

describe('Apache with mod_auth_openidc, configured as docs/portal.md says', function () {
  this.timeout(120_000);
  let at: PortalHub;
  let folder: string;
  let portal: string;

  before(async () => {
    const port = await freePort();
    portal = `http://localhost:${port}`;
    // A portal of the Guangzhou campus, and of that one alone.
    at = await startPortalHub('hkust-gz', portalClient(portal));
    folder = await mkdtemp(path.join(tmpdir(), 'gatehouse-apache-'));
    await chmod(folder, 0o755);
    await pages(path.join(folder, 'htdocs'));
    const directives = path.join(folder, 'portal.conf');
    await writeFile(directives, portalBlock('apache', { issuer: `${at.url}/oidc/hkust-gz`, portal }));
    const env = {
      ...process.env,
      LIBRARY_PORTAL_SECRET: PORTAL_SECRET,
      PORTAL_COOKIE_KEY: randomBytes(16).toString('hex'),
    };
    await run(TEST_APACHE, ['start', String(port), directives, path.join(folder, 'htdocs')], { env });
  });
  after(async () => {
    await run(TEST_APACHE, ['stop']);
    await at?.stop();
    await rm(folder, { recursive: true, force: true });
  });

  const visitor = () => new WebVisitor([new URL(portal).origin, new URL(at.url).origin]);
  const signIn = async (name: string, who = visitor(), to = '/private/') => {
    const form = await who.open(`${portal}${to}`);
    expect(form.url.origin).to.equal(new URL(at.url).origin);
    return who.send(form, { name, password: at.pin });
  };

  it('lets a person in through the hub, and shows its pages who it is', async () => {
    const page = await signIn('ruizhang@hkust-gz.edu.cn');
    expect([page.status, page.url.href]).to.deep.equal([200, `${portal}/private/`]);
    const told = claims(page);
    expect(told.REMOTE_USER).to.match(/^[\w-]{43}$/);
    expect(told).to.deep.include({
      OIDC_CLAIM_email: 'ruizhang@hkust-gz.edu.cn',
      OIDC_CLAIM_affiliation: 'staff',
    });
    expect(told.OIDC_CLAIM_name).to.contain('ZHANG');
  });

  it('knows a person again without another PIN, by the same subject', async () => {
    const who = visitor();
    const first = claims(await signIn('ruizhang@hkust-gz.edu.cn', who));
    const again = claims(await who.open(`${portal}/private/`));
    const later = claims(await signIn('ruizhang@hkust-gz.edu.cn'));
    expect([again.REMOTE_USER, later.REMOTE_USER]).to.deep.equal([first.REMOTE_USER, first.REMOTE_USER]);
  });

  it('has another subject for the student of the same name, and keeps her off the pages for staff', async () => {
    const staff = claims(await signIn('ruizhang@hkust-gz.edu.cn'));
    const who = visitor();
    const student = claims(await signIn('ruizhang@connect.hkust-gz.edu.cn', who));
    expect(student).to.deep.include({
      OIDC_CLAIM_email: 'ruizhang@connect.hkust-gz.edu.cn',
      OIDC_CLAIM_affiliation: 'student',
    });
    expect(student.REMOTE_USER).not.to.equal(staff.REMOTE_USER);
    expect((await who.open(`${portal}/private/staff/`)).status).to.equal(401);
    const of = await signIn('ruizhang@hkust-gz.edu.cn', visitor(), '/private/staff/');
    expect(of.status).to.equal(200);
  });

  it('signs out of both, and lands where the portal says', async () => {
    const who = visitor();
    await signIn('ruizhang@hkust-gz.edu.cn', who);
    const link = portalBlock('link', { issuer: '', portal }).trim();
    const question = await who.open(`${portal}${link}`);
    expect(question.html).to.contain('Sign out?');
    const end = await who.send(question, { logout: 'yes' });
    expect([end.url.href.split('?')[0], end.status]).to.deep.equal([`${portal}/bye`, 200]);
    const next = await who.open(`${portal}/private/`);
    expect(next.url.origin, 'asked by the hub again').to.equal(new URL(at.url).origin);
    expect(next.html).to.contain('name="password"');
  });

  it('is not helped by an address that is not registered', async () => {
    const who = visitor();
    const wrong = new URL(`${at.url}/oidc/hkust-gz/auth`);
    wrong.search = String(
      new URLSearchParams({
        client_id: 'library-portal',
        response_type: 'code',
        scope: 'openid',
        redirect_uri: `${portal}/elsewhere`,
      }),
    );
    const page = await who.open(wrong);
    expect([page.status, /invalid_redirect_uri/.test(page.html)]).to.deep.equal([400, true]);
  });

  it('takes no headers of a browser for claims', async () => {
    const who = visitor();
    await signIn('ruizhang@connect.hkust-gz.edu.cn', who);
    const headers = { OIDC_CLAIM_affiliation: 'staff' };
    expect(claims(await who.open(`${portal}/private/`, { headers })).OIDC_CLAIM_affiliation).to.equal(
      'student',
    );
    expect((await who.open(`${portal}/private/staff/`, { headers })).status).to.equal(401);
  });

  it('lets nobody of the other campus in', async () => {
    const refused = await signIn('clchan');
    expect(refused.url.origin).to.equal(new URL(at.url).origin);
    expect(refused.html).to.contain('role="alert"');
  });
});

async function pages(documents: string): Promise<void> {
  await mkdir(path.join(documents, 'private', 'staff'), { recursive: true });
  await writeFile(path.join(documents, 'private', 'index.shtml'), SHOWS);
  await writeFile(path.join(documents, 'private', 'staff', 'index.shtml'), SHOWS);
  await writeFile(path.join(documents, 'bye'), 'Good bye.\n');
}

function claims(page: Page): Record<(typeof TOLD)[number], string> {
  const value = (name: string) => new RegExp(`^${name}=(.*)$`, 'm').exec(page.html)?.[1] ?? '';
  return Object.fromEntries(TOLD.map((name) => [name, value(name)])) as Record<(typeof TOLD)[number], string>;
}
