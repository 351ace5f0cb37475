import { expect } from 'chai';
import type { Page } from 'playwright-core';
import { member } from '../../bin/tour/steps.js';
import { CONSOLE_PAGES } from '../../core/http/page/console-nav.js';
import { sealContent } from '../../core/use-cases/messages/message-content.js';
import { codesOnScreen } from '../support/browser.js';
import { eventually } from '../support/eventually.js';
import { Stage } from './stage.js';
import { linkTo } from './visits-people.js';
import { DESKTOP, PHONE } from './wallet-page.js';

const CONSOLE = '/hku/console';

/** One day at a campus by everybody who has a part in it; each begins at the sign-in page. */
describe('everybody’s day in a browser', function () {
  this.timeout(240_000);
  const stage = Stage.forStories();

  const signIn = async (login: string, path: string, options = DESKTOP): Promise<Page> => {
    const page = await stage.page(options);
    await stage.signIn(page, login, path);
    return page;
  };
  const go = async (page: Page, path: string): Promise<number> =>
    (await page.goto(stage.town.hub.url + path))?.status() ?? 0;
  const says = (page: Page, text: string | RegExp) => page.locator('main').getByText(text).first().waitFor();
  const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).click();
  const refusedId = async (point: string): Promise<string> => {
    await stage.town.gates.gate('hku', 'chi-wah-gates').scan('not a code of ours', point);
    const { rows } = await stage.town.database.pool.query<{ id: string }>(
      'select id::text from events where campus = 1 and point = $1 order by id desc limit 1',
      [point],
    );
    return rows[0]?.id ?? '';
  };

  it('a cardholder links her phone, and its code opens a gate', async () => {
    const page = await signIn('clchan', '/hku/wallet', PHONE);
    await page.locator('#accept').check();
    await page.locator('form[action$="/wallet"] button[type="submit"]').click();
    await page.locator('#wallet[data-state="ready"]').waitFor();
    const [code = ''] = await codesOnScreen(page);
    const gate = stage.town.gates.gate('hku', 'chi-wah-gates');
    expect(await gate.scan(code, 'chi-wah-1f')).to.include({ decision: 'grant' });
    await page.context().close();
  });

  it('a host invites, an approver agrees, a guard expects, and the visitor shows a code', async () => {
    const host = await signIn('clchan', '/hku/visits/new');
    await host.locator('[name="name"]').fill('Ines Duarte');
    await host.locator('[name="contact"]').fill('ines@visitors.test');
    await host.locator('[name="purpose"]').fill('Rare maps');
    const from = Math.floor(stage.town.clock.now() / 60_000) * 60_000;
    for (const [name, at] of [
      ['from', from],
      ['until', from + 3_600_000],
    ] as const) {
      // Hong Kong is eight hours ahead of UTC the whole year.
      const local = new Date(at + 8 * 3_600_000).toISOString();
      await host.locator(`[name="${name}Day"]`).fill(local.slice(0, 10));
      await host.locator(`[name="${name}Time"]`).fill(local.slice(11, 16));
    }
    await press(host, 'Invite');
    await says(host, 'The visit waits for approval');

    const approver = await signIn('itadmin', `${CONSOLE}/visits`);
    await press(approver, 'Approve: Ines Duarte');
    await says(approver, 'The visit is approved');

    const guard = await signIn('ahleung', `${CONSOLE}/visits`, PHONE);
    await says(guard, 'Ines Duarte');

    await host.reload();
    await press(host, /^Copy link of/);
    expect(await host.locator('#link').inputValue()).to.match(/\/hku\/v\/[\w-]{43}$/);

    const visitor = await stage.page(PHONE);
    await visitor.goto(await linkTo(stage.town, 'ines@visitors.test'));
    await visitor.locator('#code[data-state="ready"]').waitFor();
    const [code = ''] = await codesOnScreen(visitor);
    await eventually(() => stage.town.gates.gate('hku', 'main-library-gate-1').view().online);
    expect(await stage.town.gates.gate('hku', 'main-library-gate-1').scan(code)).to.include({
      decision: 'grant',
    });
    for (const page of [host, approver, guard, visitor]) await page.context().close();
  });

  it('an admin turns a plugin off and on, and finds out why a gate refused', async () => {
    const page = await signIn('itadmin', `${CONSOLE}/plugins`);
    for (const badge of ['Disabled', 'Running']) {
      await page.click('#plugin-sms summary');
      await page.click('#plugin-sms input[name=enabled]');
      await page.click('#plugin-sms button[type=submit]');
      await page.waitForURL('**saved=sms**');
      expect(await page.textContent('#plugin-sms .badge')).to.equal(badge);
    }
    await refusedId('chi-wah-2f');
    await go(page, `${CONSOLE}/events?outcome=deny`);
    await page.locator('tbody tr', { hasText: '(unreadable)' }).locator('a').first().click();
    await says(page, /The text was no code of ours/);
    await page.context().close();
  });

  it('an owner of an area sees her places, rules and events; another area’s event is not hers', async () => {
    const elsewhere = await refusedId('chi-wah-1f');
    const page = await signIn('glam', CONSOLE);
    for (const [path, hers, others] of [
      [`${CONSOLE}/places`, 'Main Library', 'Chi Wah'],
      [`${CONSOLE}/rules`, 'Main Library', 'Chi Wah'],
      [`${CONSOLE}/events`, '', 'Access gates, 1/F'],
    ] as const) {
      expect(await go(page, path), path).to.equal(200);
      const text = (await page.textContent('main')) ?? '';
      expect(text, path).to.contain(hers).and.not.to.contain(others);
    }
    expect(await go(page, `${CONSOLE}/events/${elsewhere}`)).to.be.oneOf([403, 404]);
    await page.context().close();
  });

  it('a guard looks up why somebody was refused', async () => {
    const event = await refusedId('chi-wah-ground');
    const page = await signIn('ahleung', `${CONSOLE}/events`, PHONE);
    await page.locator(`a[href$="/events/${event}"]`).first().click();
    await says(page, /The text was no code of ours/);
    await page.context().close();
  });

  it('a help desk finds a person, freezes, unfreezes, logs out the phone, and sends a message again', async () => {
    const phone = await member(stage.town, 'hku', 'dschwarz');
    const page = await signIn('ccheung', `${CONSOLE}/people`);
    await page.locator('#text').fill('dschwarz');
    await press(page, /^(Find|Search)/);
    await page.locator('.record-title a').first().click();
    const person = page.url();
    const act = async (name: string) => {
      await page.locator('main').getByRole('link', { name, exact: true }).click();
      await page.locator('main [name="cause"]').first().check();
      await page.locator('main form button[type=submit]').click();
      await page.waitForURL('**?done=**');
    };
    await act('Freeze');
    expect((await phone.askCode()).body['code']).to.equal('credential_frozen');
    await act('Unfreeze');
    expect((await phone.askCode()).status).to.equal(200);
    await act('Log out phone');
    expect((await phone.askCode()).status).to.equal(401);
    expect(page.url()).to.contain(person);

    const message = await failedMessage();
    await go(page, `${CONSOLE}/messages/${message}`);
    await press(page, 'Send again');
    // It is back in the queue, and on its way.
    await eventually(async () => {
      const { rows } = await stage.town.database.pool.query(
        'select from audit where action = $1 and subject like $2',
        ['message.retried', `%${message}`],
      );
      return rows.length === 1;
    });
    await page.context().close();
  });

  /** An invitation that the mail server refused; it would take it now. */
  async function failedMessage(): Promise<string> {
    const { pool, vault } = stage.town.hub.context;
    const content = sealContent(vault, {
      to: 'ines@visitors.test',
      values: { visitor: 'Ines Duarte', host: 'CHAN Ching Lam', purpose: 'Rare maps', code: '123456' },
    });
    const { rows } = await pool.query<{ id: string }>(
      `insert into messages (campus, kind, channel, state, cause, language, content, dedupe, attempt, expires_at)
       values (1, 'one-time-code', 'email', 'failed', 'mail_refused', 'en', $1, 'again', 3, $2) returning id`,
      [content, new Date(stage.town.clock.now() + 3_600_000)],
    );
    return rows[0]?.id ?? '';
  }

  it('an auditor reads the audit and the rules, and finds no button that changes anything', async () => {
    const page = await signIn('dmak', `${CONSOLE}/audit`);
    await says(page, /credential\.frozen|froze/i);
    for (const path of ['', '/events', '/places', '/devices', '/rules', '/audit']) {
      expect(await go(page, CONSOLE + path), path).to.equal(200);
      expect(await page.locator('main form[method="post"]').count(), path).to.equal(0);
    }
    await page.context().close();
  });

  it('each is refused the pages of other roles, and everybody those of the other campus', async () => {
    const roles = {
      itadmin: ['admin', 'approver'],
      dmak: ['auditor'],
      ahleung: ['guard'],
      ccheung: ['help_desk'],
      glam: ['area_owner'],
      clchan: [],
    };
    for (const [login, own] of Object.entries(roles)) {
      const page = await signIn(login, '/hku/visits');
      for (const { path, roles: theirs } of Object.values(CONSOLE_PAGES)) {
        const may = theirs.some((role) => own.some((mine) => mine === role));
        expect(await go(page, `/hku/${path}`), `${login} at ${path}`).to.equal(may ? 200 : 403);
        if (!may) expect(await page.textContent('h1')).to.equal('This page is not yours');
      }
      // Nobody is signed in at the other campus: it asks who that is.
      await go(page, '/hkust-gz/console');
      expect(new URL(page.url()).pathname).to.match(/^\/hkust-gz\//);
      expect(await page.locator('main .tiles, main table').count()).to.equal(0);
      expect(await go(page, '/nowhere/console')).to.equal(404);
      await page.context().close();
    }
  });
});
