import type { PageRead } from '../browser.js';
import type { Person } from '../person.js';
import { LIBRARY, member, shows } from '../steps.js';
import type { Teller } from '../teller.js';
import type { World } from '../world.js';

const EVENTS = '/hku/console/events';
const PEOPLE = '/hku/console/people';
/** Addresses of one person's and of one event's page. */
const PERSON = new RegExp(`href="(${PEOPLE}/[0-9a-f-]{36})"`);
const EVENT = new RegExp(`href="(${EVENTS}/\\d+)"`);

export async function guardAsksWhy(world: World, tell: Teller): Promise<void> {
  tell.story('A guard is asked why the gate stayed shut');
  const person = await member(world, 'hku', 'clchan');
  const code = await person.code();
  await shows(world, LIBRARY, code);
  world.clock.advance(4);
  tell.step('a code is shown again', await shows(world, LIBRARY, code), 'deny already_used');
  const guard = await staff(world, 'ahleung', EVENTS);
  const list = await guard.browser.open(`${EVENTS}?reason=already_used`);
  const event = await guard.browser.open(found(list, EVENT));
  tell.step('the newest refusal has a page of its own', event.status, 200);
  tell.step('which names nobody', event.html.includes('CHAN'), false);
  tell.step('people are not the guard’s', (await guard.browser.open(PEOPLE)).status, 403);
}

export async function helpDeskStopsAThief(world: World, tell: Teller): Promise<void> {
  tell.story('The help desk stops a right and gives it back, and the auditor reads of it');
  const person = await member(world, 'hku', 'clchan');
  const shown = await person.code();
  const helper = await staff(world, 'ccheung', PEOPLE);
  const search = await helper.browser.submit(await helper.browser.open(PEOPLE), { text: 'chan ching lam' });
  const page = found(search, PERSON);
  const act = async (verb: string, cause: string) => {
    const { url, status } = await helper.browser.submit(await helper.browser.open(`${page}/${verb}`), {
      cause,
      note: 'told by telephone',
    });
    return `${status} ${url.search}`;
  };
  tell.step('found by her name, she is frozen', await act('freeze', 'lost_phone'), '200 ?done=freeze');
  tell.step('the code that the phone shows', await shows(world, LIBRARY, shown), 'deny credential_frozen');
  tell.step('given back', await act('release', 'settled'), '200 ?done=release');
  tell.step('her next code', await shows(world, LIBRARY, await person.code()), 'grant permitted');
  const auditor = await staff(world, 'dmak', '/hku/console/audit');
  const { status, html } = await auditor.browser.open('/hku/console/audit?lang=en');
  tell.step('the auditor’s page tells of it without her name', [status, html.includes('CHAN')], [200, false]);
  tell.step('and lets nobody freeze', (await auditor.browser.open(`${page}/freeze`)).status, 403);
}

/** Somebody of the campus's staff, signed in at a page of the console. */
async function staff(world: World, loginName: string, page: string): Promise<Person> {
  const person = world.person('hku', loginName);
  const { path, status } = await person.signIn(world.demo.password, page);
  if (status !== 200 || path !== page) throw new Error(`${loginName} came to ${path} (${status})`);
  return person;
}

function found({ html, url }: PageRead, address: RegExp): string {
  const href = address.exec(html)?.[1];
  if (href === undefined) throw new Error(`${url.pathname} leads to no such page`);
  return href;
}
