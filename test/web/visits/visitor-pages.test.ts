import { expect } from 'chai';
import type { Person } from '../../../bin/tour/person.js';
import { startTestHub, type TestHub } from '../../support/hub.js';
import { CAMPUS, stranger, windowFields } from './form-fields.js';

const API = `/api/v1/campuses/${CAMPUS}/visits`;

describe('pages of visitors', () => {
  let hub: TestHub;
  let admin: Person;

  before(async () => {
    hub = await startTestHub();
    admin = hub.person(CAMPUS, 'gzadmin');
    await admin.signIn(hub.demo.password);
  });
  after(() => hub?.stop());

  const window = (minutes: number) => {
    const from = Math.floor(hub.clock.now() / 60_000 + minutes) * 60_000;
    return { from: new Date(from).toISOString(), until: new Date(from + 3_600_000).toISOString() };
  };
  const request = async (ask: object, minutes = 0): Promise<string> => {
    const whole = { ...window(minutes), points: ['south-gate'], purpose: 'Talk on locks', ...ask };
    const { status, body } = await admin.browser.json('POST', API, whole);
    expect(status, JSON.stringify(body)).to.equal(201);
    const id = String(body['id']);
    if (body['state'] === 'requested')
      await admin.browser.json('POST', `${API}/${id}/decision`, { approve: true });
    return id;
  };
  const visitor = (contact: string) => ({ name: 'Ada Guest', contact, language: 'en' });
  const link = async (id: string) =>
    new URL(String((await admin.browser.json('POST', `${API}/${id}/links`, {})).body['url'])).pathname;

  it('swaps the token for a cookie: no later address, page or referrer has it', async () => {
    const path = await link(await request({ kind: 'foreign', visitor: visitor('a@visitors.test') }));
    const token = path.split('/').at(-1) ?? '';
    const swapped = await fetch(`${hub.hub.url}${path}`, { redirect: 'manual' });
    expect(swapped.status).to.equal(303);
    expect(swapped.headers.get('location')).to.equal(`/${CAMPUS}/pass`);
    expect(swapped.headers.get('referrer-policy')).to.equal('no-referrer');
    expect(swapped.headers.get('cache-control')).to.equal('no-store');
    const [cookie = ''] = swapped.headers.getSetCookie();
    expect(cookie)
      .to.match(/^gatehouse_pass_hkust-gz=/)
      .and.to.contain('HttpOnly')
      .and.to.contain('SameSite=Lax');
    expect(`${cookie}${await swapped.text()}`).not.to.contain(token);
    const browser = await stranger(hub.hub.url);
    const page = await browser.open(path);
    expect(page.url.pathname).to.equal(`/${CAMPUS}/pass`);
    expect(page.html).to.contain('data-text="GH1').and.to.contain('Ada Guest').and.not.to.contain(token);
  });

  it('tells of each state calmly: early without a code, now with one, over and cancelled without', async () => {
    const id = await request({ kind: 'foreign', visitor: visitor('b@visitors.test') }, 60);
    const browser = await stranger(hub.hub.url);
    const early = await browser.open(await link(id));
    expect(early.html).to.contain('Your code appears here from').and.not.to.contain('data-text');
    hub.clock.advance(61 * 60);
    expect((await browser.open(`/${CAMPUS}/pass`)).html).to.contain('data-text="GH1');
    hub.clock.advance(60 * 60);
    const over = await browser.open(`/${CAMPUS}/pass`);
    expect(over.status).to.equal(200);
    expect(over.html).to.contain('This visit is over').and.not.to.contain('data-text');
    expect((await browser.open(`/${CAMPUS}/pass/plain`)).url.pathname).to.equal(`/${CAMPUS}/pass`);
  });

  it('a mainland link that was forwarded tells the number in part and nothing of the visit', async () => {
    const id = await request({ kind: 'mainland', visitor: visitor('13800009009') });
    const browser = await stranger(hub.hub.url);
    const page = await browser.open(await link(id));
    expect(page.html).to.contain('•••• 9009');
    for (const secret of ['Ada Guest', 'Talk on locks', 'South gate', '13800009009'])
      expect(page.html).not.to.contain(secret);
    expect((await browser.open(`/${CAMPUS}/pass/plain`)).url.pathname).to.equal(`/${CAMPUS}/pass`);
    const asked = await browser.submit(page, { send: 'first' });
    expect(asked.html).to.contain('autocomplete="one-time-code"').and.not.to.contain('Ada Guest');
    const soon = await browser.submit(page, { send: 'again' });
    expect(soon.status).to.equal(429);
    expect(soon.html)
      .to.match(/Another can be sent in \d+ second/)
      .and.to.contain('name="code"');
    const wrong = await browser.submit(asked, { code: '0 0 0 0 0' });
    expect(wrong.status).to.equal(403);
    expect(wrong.html).to.contain('id="code-error"').and.not.to.contain('Ada Guest');
    expect(wrong.html).to.contain('These digits are not right. 4 tries are left.');
  });

  it('a group’s link leads to its form without the token, and its last place is given once', async () => {
    const id = await request({ kind: 'group', group: { name: 'Door club', size: 1 } });
    const path = await link(id);
    const [first, second] = [await stranger(hub.hub.url), await stranger(hub.hub.url)];
    const [one, two] = [await first.open(path), await second.open(path)];
    expect(one.url.pathname).to.equal(`/${CAMPUS}/group`);
    expect(one.html).to.contain('Register with Door club').and.not.to.contain(path.split('/').at(-1));
    const member = { name: 'Bo', way: 'foreign', organisation: '', language: 'en' };
    const typo = await first.submit(one, { ...member, contact: 'bo@' });
    expect(typo.status).to.equal(422);
    expect(typo.html).to.contain('id="contact-error"').and.to.contain('value="bo@"');
    const done = await first.submit(one, { ...member, contact: 'bo@visitors.test' });
    expect(done.html).to.contain('You are registered');
    const late = await second.submit(two, { ...member, contact: 'late@visitors.test' });
    expect(late.status).to.equal(409);
    expect(late.html).to.contain('All places are taken');
  });

  it('an alumna whom the register knows and one whom it does not get the same answer', async () => {
    const answers = [];
    for (const number of ['A-000001', 'no such number']) {
      const browser = await stranger(hub.hub.url);
      const form = await browser.open(`/${CAMPUS}/alumni`);
      const fields = { ...windowFields(hub.clock.now(), 60), points: 'south-gate', purpose: 'Reunion' };
      const done = await browser.submit(form, { name: 'Somebody', number, language: 'en', ...fields });
      answers.push([done.status, done.url.href, done.html]);
    }
    expect(answers[0]).to.deep.equal(answers[1]);
    expect(String(answers[0]?.[2])).to.contain('If the register knows you, a message is on its way');
    const browser = await stranger(hub.hub.url);
    const empty = await browser.submit(await browser.open(`/${CAMPUS}/alumni`), { name: '', number: '' });
    expect(empty.status).to.equal(422);
    expect(empty.html).to.contain('id="number-error"');
    // The other campus takes no visitors here.
    expect((await browser.open('/hku/alumni')).status).to.equal(404);
  });

  it('a link that leads nowhere, and a browser without a pass, are told so calmly', async () => {
    const browser = await stranger(hub.hub.url);
    for (const path of ['v/x', `v/${'x'.repeat(43)}`, 'g/x', `g/${'x'.repeat(43)}`]) {
      const page = await browser.open(`/${CAMPUS}/${path}`);
      expect(page.status, path).to.equal(404);
      expect(page.html, path).to.match(/leads nowhere any more|registration is closed/);
    }
    const none = await browser.open(`/${CAMPUS}/pass`);
    expect(none.html).to.contain('Please open the link in your message');
  });
});
