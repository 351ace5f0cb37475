import { expect } from 'chai';
import type { Browser } from 'playwright-core';
import { accessibilityFindings, codesOnScreen, openBrowser } from '../support/browser.js';
import { eventually } from '../support/eventually.js';
import { startTestHub, type TestHub } from '../support/hub.js';
import { CAMPUS, linkTo, VisitBrowser } from './visits-people.js';
import { DESKTOP, PHONE } from './wallet-page.js';

describe('visits in a browser', function () {
  this.timeout(180_000);
  let hub: TestHub;
  let browser: Browser;
  let host: VisitBrowser;
  let approver: VisitBrowser;

  before(async () => {
    hub = await startTestHub();
    browser = await openBrowser();
    host = await VisitBrowser.open(hub, browser, PHONE);
    await host.signIn('lgao');
    approver = await VisitBrowser.open(hub, browser, DESKTOP);
    await approver.signIn('mwang', '/console/visits');
  });
  after(async () => {
    await browser?.close();
    await hub?.stop();
  });
  afterEach(() => expect([...host.errors, ...approver.errors]).to.deep.equal([]));

  const gate = () => hub.gates.gate(CAMPUS, 'south-gate-1');
  const isCalm = async (who: VisitBrowser) => {
    expect(await accessibilityFindings(who.page), who.page.url()).to.deep.equal([]);
    expect(await who.over(), `${who.page.url()} is wider than the screen`).to.equal(0);
  };

  it('a foreign visitor comes from the host’s form by an approver and an e-mail to a code that opens the gate', async () => {
    await isCalm(host);
    await host.page.getByRole('link', { name: 'New visit' }).first().click();
    await host.title('New visit');
    await isCalm(host);
    await host.page.locator('[name="name"]').fill('Inês Duarte');
    await host.fillWindow(30);
    await host.press('Invite');
    // What is missing is said beside its field, and what was typed is kept.
    await host.page.locator('#contact-error').waitFor();
    expect(await host.page.locator('[name="name"]').inputValue()).to.equal('Inês Duarte');
    await isCalm(host);
    await host.page.locator('[name="contact"]').fill('ines@visitors.test');
    await host.page.locator('[name="purpose"]').fill('Seminar on doors');
    await host.press('Invite');
    await host.title('Inês Duarte');
    await host.page.getByText('The visit waits for approval').waitFor();
    await isCalm(host);

    await approver.page.reload();
    await isCalm(approver);
    await approver.page.getByLabel('Note').fill('Welcome');
    await approver.press('Approve: Inês Duarte');
    await approver.page.getByText('The visit is approved').waitFor();

    const ines = await VisitBrowser.open(hub, browser, PHONE);
    await ines.page.goto(await linkTo(hub, 'ines@visitors.test'));
    await ines.title(/^Your code appears here from/);
    expect(await codesOnScreen(ines.page)).to.deep.equal([]);
    await isCalm(ines);
    await ines.pass(31 * 60);
    await ines.page.locator('#code[data-state="ready"]').waitFor();
    await isCalm(ines);
    const [code = ''] = await codesOnScreen(ines.page);
    await eventually(() => gate().view().online);
    expect(await gate().scan(code)).to.include({ decision: 'grant', reason: 'permitted' });
    expect(ines.errors).to.deep.equal([]);
    await ines.close();

    await host.go('/visits');
    await eventually(async () => {
      await host.page.reload();
      return (await host.page.locator('.told').first().textContent())?.includes('Message sent');
    });
    await host.page.getByText('Pass opened').waitFor();
    await isCalm(host);
  });

  it('a copied link is shown once, copied by its button, and opens the pass of another browser', async () => {
    await host.page.getByRole('link', { name: 'Inês Duarte' }).click();
    await host.press('Copy link of Inês Duarte');
    await isCalm(host);
    const url = await host.page.locator('#link').inputValue();
    expect(url).to.match(/\/hkust-gz\/v\/[\w-]{43}$/);
    await host.page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await host.press('Copy');
    await host.page.getByRole('button', { name: 'Copied' }).waitFor();
    expect(await host.page.evaluate('navigator.clipboard.readText()')).to.equal(url);
    const friend = await VisitBrowser.open(hub, browser, PHONE);
    await friend.page.goto(url);
    await friend.title('Visitor pass');
    // The token is in no later address and on no page.
    expect(friend.page.url()).to.match(/\/hkust-gz\/pass$/);
    expect(await friend.page.content()).not.to.contain(url.slice(-43));
    await friend.close();
  });

  it('a visit is cancelled after one more question, and says so', async () => {
    await host.page.goBack();
    await host.page.getByRole('link', { name: 'Cancel the visit' }).click();
    await host.title('Cancel this visit?');
    await isCalm(host);
    await host.page.getByRole('button', { name: 'Cancel the visit' }).click();
    await host.page.getByText('Its codes have ended').waitFor();
    expect(await host.page.getByRole('link', { name: 'Change time or place' }).count()).to.equal(0);
    await isCalm(host);
  });

  it('members of a group register themselves until its places are taken, and the host closes it', async () => {
    await host.page.setViewportSize({ width: 1440, height: 900 });
    await host.page.emulateMedia({ colorScheme: 'dark' });
    await host.go('/visits/new-group');
    await isCalm(host);
    await host.page.locator('[name="groupName"]').fill('Door club');
    await host.page.locator('[name="groupSize"]').fill('2');
    await host.page.locator('[name="purpose"]').fill('Tour');
    await host.fillWindow(90);
    await host.press('Make the group');
    await approver.page.reload();
    await approver.press('Approve: Door club');
    await host.page.reload();
    await host.press('Copy registration link');
    const url = await host.page.locator('#link').inputValue();

    const member = await VisitBrowser.open(hub, browser, { ...PHONE, locale: 'zh-CN' });
    for (const number of ['13800005001', '13800005002']) {
      await member.page.goto(url);
      expect(member.page.url()).to.match(/\/hkust-gz\/group$/);
      await isCalm(member);
      await member.page.locator('[name="name"]').fill('陈大文');
      await member.page.locator('[value="mainland"]').check();
      await member.page.locator('[name="contact"]').fill(number);
      await member.press('登记');
      await member.title('登记成功');
      await isCalm(member);
    }
    await member.page.goto(url);
    await member.title('名额已满');

    await host.page.reload();
    await host.page.locator('.people-told li').nth(1).waitFor();
    await isCalm(host);
    await host.press('Close registration');
    await host.page.getByText('The registration is closed.').waitFor();
    await member.page.goto(url);
    await member.title('登记已截止');
    await member.close();
    await host.page.setViewportSize({ width: 390, height: 844 });
    await host.page.emulateMedia({ colorScheme: 'light' });
  });

  it('a chosen file is looked at row by row before its good rows are booked, and booked once', async () => {
    await host.go('/visits/batch');
    await isCalm(host);
    const [download] = await Promise.all([
      host.page.waitForEvent('download'),
      host.page.getByRole('link', { name: /^Template/ }).click(),
    ]);
    expect(download.suggestedFilename()).to.equal('visits-hkust-gz.csv');
    const template = String(
      await host.page.evaluate(`fetch('batch/template.csv').then((got) => got.text())`),
    );
    const rows = `${template}Nobody,foreign,nowhere,2026-01-01 10:00,2026-01-01 11:00,south-gate,Talk,,\r\n`;
    await host.page.locator('#file').setInputFiles({
      name: 'visits.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from(rows),
    });
    await host.page.getByText('The file has been read').waitFor();
    await host.press('Check the rows');
    await host.page.getByText('2 good, 1 with something to put right').waitFor();
    expect(await host.page.locator('.row-errors').textContent()).to.contain(
      'Choose a time that is still to come',
    );
    await isCalm(host);
    await host.press('Book the 2 good rows');
    await host.page.getByText('2 booked, 0 known already, 1 not booked').waitFor();
    await isCalm(host);
    await host.press('Check the rows');
    await host.press('Book the 2 good rows');
    await host.page.getByText('0 booked, 2 known already, 1 not booked').waitFor();
  });

  it('a student is told calmly that groups are for staff', async () => {
    const student = await VisitBrowser.open(hub, browser, PHONE);
    await student.signIn('yichen');
    expect(await student.page.getByRole('link', { name: 'New group' }).count()).to.equal(0);
    await student.go('/visits/new-group');
    await student.title('Staff only');
    await isCalm(student);
    await student.close();
  });

  it('every page of a host fits from 360 to 1440 pixels, in both languages of the campus', async () => {
    for (const width of [360, 768, 1440]) {
      await host.page.setViewportSize({ width, height: 800 });
      for (const language of ['en', 'zh-Hans'])
        for (const path of [
          '/visits',
          '/visits?when=past',
          '/visits/new',
          '/visits/new-group',
          '/visits/batch',
        ]) {
          await host.go(`${path}${path.includes('?') ? '&' : '?'}lang=${language}`);
          expect(await host.over(), `${path} at ${width}`).to.equal(0);
        }
    }
  });
});
