import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { expect } from 'chai';
import type { Browser } from 'playwright-core';
import type { Person } from '../../bin/tour/person.js';
import { accessibilityFindings, codesOnScreen, openBrowser } from '../support/browser.js';
import { eventually } from '../support/eventually.js';
import { startTestHub, type TestHub } from '../support/hub.js';
import { CAMPUS, VisitBrowser } from './visits-people.js';
import { DESKTOP, PHONE } from './wallet-page.js';

const API = `/api/v1/campuses/${CAMPUS}/visits`;
/** Bytes of script that a visitor's phone may be sent. */
const SCRIPT_LIMIT = 15_000;

describe('visitor’s pass in a browser', function () {
  this.timeout(180_000);
  let hub: TestHub;
  let browser: Browser;
  let host: Person;
  let guest: VisitBrowser;
  let visit: string;

  before(async () => {
    hub = await startTestHub();
    browser = await openBrowser();
    host = hub.person(CAMPUS, 'gzadmin');
    await host.signIn(hub.demo.password);
    guest = await VisitBrowser.open(hub, browser, PHONE);
    visit = await invite('foreign', 'guest@visitors.test', 10);
  });
  after(async () => {
    await browser?.close();
    await hub?.stop();
  });
  afterEach(() => expect(guest.errors).to.deep.equal([]));

  const window = (minutes: number) => {
    const from = Math.floor(hub.clock.now() / 60_000 + minutes) * 60_000;
    return { from: new Date(from).toISOString(), until: new Date(from + 3_600_000).toISOString() };
  };
  /** An administrator may invite and agree to it, so that a story begins with the visitor. */
  const invite = async (kind: 'foreign' | 'mainland', contact: string, minutes: number) => {
    const visitor = { name: 'Ada Guest', contact, language: 'en' };
    const ask = { kind, visitor, ...window(minutes), points: ['south-gate'], purpose: 'Talk on locks' };
    const { status, body } = await host.browser.json('POST', API, ask);
    expect(status, JSON.stringify(body)).to.equal(201);
    const id = String(body['id']);
    if (body['state'] === 'requested')
      await host.browser.json('POST', `${API}/${id}/decision`, { approve: true });
    return id;
  };
  const link = async (id: string) =>
    String((await host.browser.json('POST', `${API}/${id}/links`, {})).body['url']);
  const ready = (who: VisitBrowser) => who.page.locator('#code[data-state="ready"]').waitFor();
  const decide = async (code: string) => (await hub.gates.gate(CAMPUS, 'south-gate-1').scan(code)).reason;
  const isCalm = async (who: VisitBrowser) => {
    expect(await accessibilityFindings(who.page), who.page.url()).to.deep.equal([]);
    expect(await who.over()).to.equal(0);
  };

  it('before the window says from when, counts down, and turns into the code by itself', async () => {
    await guest.page.goto(await link(visit));
    await guest.title(/^Your code appears here from \d\d:\d\d on /);
    expect(await guest.page.locator('[data-part="countdown"]').textContent()).to.match(/^in (9|10) minutes$/);
    await isCalm(guest);
    await guest.pass(5 * 60);
    await eventually(async () =>
      /^in [45] minutes$/.test((await guest.page.locator('[data-part="countdown"]').textContent()) ?? ''),
    );
    expect(await codesOnScreen(guest.page)).to.deep.equal([]);
    await guest.pass(5 * 60 + 30);
    await ready(guest);
    await isCalm(guest);
    const codes = await codesOnScreen(guest.page);
    expect(codes).to.have.length(1);
    expect(await decide(codes[0] ?? '')).to.equal('permitted');
  });

  it('shows the next code at the step end, pauses while nobody looks, and resumes at once', async () => {
    const [before] = await codesOnScreen(guest.page);
    await guest.pass(31);
    const after = await eventually(async () => {
      const [code] = await codesOnScreen(guest.page);
      return code !== before && code;
    });
    expect(await decide(after)).to.equal('permitted');
    await guest.look(false);
    await guest.page.locator('#code[data-state="paused"]').waitFor();
    expect(await codesOnScreen(guest.page)).to.deep.equal([]);
    await guest.look(true);
    await ready(guest);
    expect(await codesOnScreen(guest.page)).to.have.length(1);
  });

  it('fits from 360 to 1440 pixels, in light and dark, with the code on white', async () => {
    for (const [width, language, colorScheme] of [
      [360, 'zh-Hans', 'dark'],
      [1440, 'en', 'dark'],
      [390, 'en', 'light'],
    ] as const) {
      await guest.page.setViewportSize({ width, height: 844 });
      await guest.page.emulateMedia({ colorScheme });
      await guest.go(`/pass?lang=${language}`);
      await ready(guest);
      expect(await codesOnScreen(guest.page), `${width} ${language}`).to.have.length(1);
      await isCalm(guest);
    }
  });

  it('a change of time comes to the open page by itself, and so does a cancellation', async () => {
    await host.browser.json('PUT', `${API}/${visit}`, window(90));
    await guest.pass(31);
    await guest.page.getByText('Your visit was changed').waitFor();
    await guest.title(/^Your code appears here from/);
    await host.browser.json('DELETE', `${API}/${visit}`, {});
    await guest.pass(31);
    await guest.title(/was cancelled|leads nowhere/);
    await isCalm(guest);
  });

  it('a mainland link shows nothing until the invited phone is proven, then the code that opens the gate', async () => {
    const url = await link(await invite('mainland', '13800006006', 0));
    const sms = hub.demo.services.messages.sms;
    await guest.page.goto(url);
    await guest.title('Is this your phone?');
    const shown = (await guest.page.textContent('main')) ?? '';
    expect(shown).to.contain('•••• 6006');
    for (const secret of ['Ada Guest', 'Talk on locks', 'South gate', '13800006006', '0000 6006'])
      expect(shown).not.to.contain(secret);
    await isCalm(guest);
    const before = sms.inbox('+8613800006006').length;
    await guest.press('Send the code');
    const digits = await eventually(
      () => /\b\d{6}\b/.exec(sms.inbox('+8613800006006').slice(before).at(-1)?.text ?? '')?.[0],
    );
    const field = guest.page.locator('[name="code"]');
    expect(await field.getAttribute('inputmode')).to.equal('numeric');
    expect(await field.getAttribute('autocomplete')).to.equal('one-time-code');
    await field.fill(digits === '000000' ? '111111' : '000000');
    await guest.press('Show my pass');
    await guest.page.locator('#code-error').waitFor();
    await isCalm(guest);
    // Asked again within the minute, the page stays calm and keeps its field.
    await guest.press('Send a new code');
    await guest.page.getByText(/Another can be sent in \d+ seconds?/).waitFor();
    await isCalm(guest);
    await field.fill(` ${digits.slice(0, 3)} ${digits.slice(3)} `);
    await guest.press('Show my pass');
    await ready(guest);
    const [code = ''] = await codesOnScreen(guest.page);
    expect(await decide(code)).to.equal('permitted');

    const other = await VisitBrowser.open(hub, browser, DESKTOP);
    await other.page.goto(url);
    await other.title('Is this your phone?');
    expect(await codesOnScreen(other.page)).to.deep.equal([]);
    await other.close();
  });

  it('without script the hub draws the code, and the page loads itself again at the step end', async () => {
    const url = await link(await invite('foreign', 'plain@visitors.test', 0));
    const plain = await VisitBrowser.open(hub, browser, { ...PHONE, javaScriptEnabled: false });
    await plain.page.goto(url);
    expect(await plain.page.locator('#code').isVisible()).to.equal(false);
    const [answer] = await Promise.all([
      plain.page.waitForResponse((response) => response.url().endsWith('/pass/plain')),
      plain.page.locator('noscript a').click(),
    ]);
    expect(Number(answer.headers()['refresh'])).to.be.within(1, 30);
    const [code = ''] = await codesOnScreen(plain.page);
    expect(await decide(code)).to.equal('permitted');
    await plain.close();
  });

  it('says calmly that a link has ended, and that a browser has no pass', async () => {
    const stranger = await VisitBrowser.open(hub, browser, PHONE);
    await stranger.go('/pass');
    await stranger.title('Please open the link in your message');
    await isCalm(stranger);
    await stranger.go(`/v/${'x'.repeat(43)}`);
    await stranger.title('This link leads nowhere any more');
    await isCalm(stranger);
    await stranger.close();
  });

  it('sends a phone at most 15 kB of script', () => {
    const script = readFileSync(new URL('../../public/pass.js', import.meta.url));
    expect(gzipSync(script).length).to.be.below(SCRIPT_LIMIT);
  });
});
