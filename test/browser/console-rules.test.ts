import { expect } from 'chai';
import type { BrowserContextOptions } from 'playwright-core';
import { isCalm, Stage } from './stage.js';
import { VisitBrowser } from './visits-people.js';
import { DESKTOP, PHONE } from './wallet-page.js';

describe('places, rules and visits of the console in a browser', function () {
  this.timeout(180_000);
  const stage = Stage.forStories();

  const open = (options: BrowserContextOptions) => VisitBrowser.open(stage.town, stage.browser, options);

  it('an owner of areas finds out on her phone who may pass her library’s door this week', async () => {
    const owner = await open({ ...PHONE, colorScheme: 'dark' });
    await owner.signIn('jdeng', '/console/places');
    await isCalm(owner.page);
    await owner.page.getByRole('link', { name: 'Hours at Library entrance' }).click();
    await owner.page.getByRole('heading', { name: 'Who may pass here?' }).waitFor();
    await isCalm(owner.page);
    await owner.page.getByLabel('Staff', { exact: true }).uncheck();
    await owner.page.getByLabel('Students', { exact: true }).check();
    await owner.press('Show');
    const row = owner.page.locator('.week tbody tr').filter({ hasText: 'Mon' });
    expect(await row.textContent()).to.contain('08:00–23:00');
    await owner.page.getByRole('link', { name: 'All rules' }).click();
    await owner.page.getByText('Students may pass Library entrance').waitFor();
    await isCalm(owner.page);
    expect(await owner.page.getByText('Campus gates at any time').count()).to.equal(0);
    expect(owner.errors).to.deep.equal([]);
    await owner.close();
  });

  it('an admin goes from a place to its device, and pushes to it again', async () => {
    const admin = await open(DESKTOP);
    await admin.signIn('gzadmin', '/console/places');
    await isCalm(admin.page);
    await admin.page.getByRole('link', { name: 'South gate lane 1' }).click();
    await isCalm(admin.page);
    await admin.press('Push again');
    await admin.page.getByRole('status').waitFor();
    await admin.page.getByRole('link', { name: 'All devices' }).click();
    await admin.page.getByRole('heading', { name: /^Which devices still go by an older policy/ }).waitFor();
    await isCalm(admin.page);
    expect(admin.errors).to.deep.equal([]);
    await admin.close();
  });

  it('a guard looks a visitor up at the desk, with no script at all', async () => {
    const guard = await open({ ...PHONE, javaScriptEnabled: false });
    await guard.signIn('mwang', '/console/visits');
    await guard.page.getByLabel('Name of the visitor').fill('Nobody');
    await guard.press('Look up');
    await guard.page.getByText('Nobody of today has such a name.').waitFor();
    expect(guard.page.url()).not.to.contain('Nobody');
    await guard.page.getByRole('link', { name: 'Show all of today' }).click();
    await guard.page.getByText('Nobody is expected today.').waitFor();
    await guard.close();
  });
});
