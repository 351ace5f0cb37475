import { expect } from 'chai';
import { Person } from '../../../bin/tour/person.js';
import type { TestHub } from '../hub.js';
import { MiniPhone, type MiniPhoneAsk } from './mini-phone.js';

const HOUR = 3_600_000;

/** A phone with this user's WeChat. Its clock is three hours wrong: the hub's counts. */
export function phoneIn(town: TestHub, user: string, more: Partial<MiniPhoneAsk> = {}): MiniPhone {
  return new MiniPhone({
    hubUrl: town.hub.url,
    loginCode: () => town.demo.services.wechat.loginCode(user),
    now: () => town.clock.now() - 3 * HOUR,
    ...more,
  });
}

/** From the first page to the card, as far as the hub lets the person. */
export async function applyOn(town: TestHub, phone: MiniPhone, loginName: string): Promise<void> {
  await phone.launch();
  expect(phone.page.data['state']).to.equal('apply');
  await phone.tap('toApply');
  await phone.event('loaded', { src: await confirmed(town, phone, loginName) });
  expect(phone.page.data['step'], String(phone.page.data['note'])).to.equal('notices');
  await phone.event('accept', { value: ['yes'] });
  await phone.tap('apply');
}

/**
 * What the person does in the web view: signs in on the campus's own page, and confirms. Answers the address that the web
 * view is led to.
 */
export async function confirmed(town: TestHub, phone: MiniPhone, loginName: string): Promise<string> {
  await phone.tap('signIn');
  expect(phone.page.route).to.equal('pages/web/index');
  const url = new URL(String(phone.page.data['src']));
  const person = new Person(town.hub.url, 'hkust-gz', loginName);
  await person.signIn(town.demo.password, `${url.pathname}${url.search}`);
  const form = await person.browser.open(`${url.pathname}${url.search}`);
  const done = await person.browser.submit(form, { ticket: url.searchParams.get('ticket') ?? '' });
  return done.url.href;
}
