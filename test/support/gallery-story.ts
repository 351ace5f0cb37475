import type { BrowserContext } from 'playwright-core';
import type { Person } from '../../bin/tour/person.js';
import { member } from '../../bin/tour/steps.js';
import { inMinutes, linkTo } from '../../bin/tour/visitor.js';
import { rolesOf } from '../../core/http/session/roles.js';
import { findPersonByLogin } from '../../core/store/people.js';
import { createSession } from '../../core/store/sessions.js';
import { eventually } from './eventually.js';
import type { TestHub } from './hub.js';

const HKU = 'hku';
const API = `/api/v1/campuses/${HKU}`;
const CODES = { hku: 1, 'hkust-gz': 2 } as const;
export type Campus = keyof typeof CODES;

/** A short day at the campus of three languages, so that every page has something to show. */
export interface Story {
  town: TestHub;
  /** What stands for parameters of addresses. */
  ids: Record<string, string>;
  /** Links that were told to visitors. */
  links: { early: string; now: string; mainland: string; group: string };
  /** The cookie that a linked phone keeps. */
  phone: string;
}

export async function tellStory(town: TestHub): Promise<Story> {
  const lecturer = await member(town, HKU, 'clchan');
  await passages(town, lecturer);
  const held = await hold(town);
  const visits = await makeVisits(town);
  const ids = {
    ...visits.ids,
    person: held.held,
    walker: held.walker,
    job: String(await deadJob(town)),
    message: await failedMessage(town),
    event: await refusedEvent(town),
    campus: HKU,
    point: 'main-library-gate',
    device: 'main-library-gate-1',
    area: 'main-library',
    rule: 'staff-libraries',
    group: 'staff',
    plugin: 'gates',
  };
  // The phone of the first passages is shown with a code of its own.
  const { body } = await lecturer.askCode();
  if (typeof body['text'] !== 'string') throw new Error('the phone has no code');
  return { town, ids, links: visits.links, phone: await phoneCookie(town) };
}

/** What opens the wallet of a phone: linked by the same request as an app sends it. */
async function phoneCookie(town: TestHub): Promise<string> {
  const walker = town.person(HKU, 'dschwarz');
  await walker.signIn(town.demo.password);
  const { body } = await walker.link('Phone');
  return String(body['deviceToken']);
}

/** Gates open, a code comes twice, somebody shows a poster, and one comes too late. */
async function passages(town: TestHub, lecturer: Person): Promise<void> {
  const chiWah = town.gates.gate(HKU, 'chi-wah-gates');
  const colleague = await member(town, HKU, 'btsang');
  for (const person of [lecturer, colleague])
    for (const point of ['chi-wah-ground', 'chi-wah-1f', 'chi-wah-2f'])
      await chiWah.scan(await person.code(), point);
  const code = await lecturer.code();
  town.clock.advance(4);
  await chiWah.scan(code, 'chi-wah-1f');
  await chiWah.scan('not a code of ours', 'chi-wah-2f');
  town.clock.advance(60);
  await chiWah.scan(code, 'chi-wah-ground');
  await eventually(() => town.gates.gate(HKU, 'main-library-gate-1').view().online);
  const library = town.gates.gate(HKU, 'main-library-gate-1');
  await library.scan(await lecturer.code());
  await library.scan('another text');
}

/** The help desk freezes a right; answers whose, and who else has a phone. */
async function hold(town: TestHub): Promise<{ held: string; walker: string }> {
  const desk = town.person(HKU, 'ccheung');
  await desk.signIn(town.demo.password, `/${HKU}/console`);
  const find = async (loginName: string) => {
    const { body } = await desk.browser.json('POST', `${API}/holders/search`, { loginName });
    const [found] = body['items'] as { id: string }[];
    if (!found) throw new Error('the help desk finds nobody');
    return found;
  };
  const found = await find('btsang');
  const reason = { cause: 'lost_phone', note: 'Called from home' };
  await desk.browser.json('POST', `${API}/holders/${found.id}/freeze`, reason);
  return { held: found.id, walker: (await find('clchan')).id };
}

interface Made {
  id: string;
  visitors: { id: string }[];
}

async function makeVisits(town: TestHub): Promise<Pick<Story, 'ids' | 'links'>> {
  const host = town.person(HKU, 'clchan');
  const approver = town.person(HKU, 'itadmin');
  for (const person of [host, approver]) await person.signIn(town.demo.password);
  const { mail } = town.demo.services.messages;
  mail.refuse('nobody@visitors.test');
  const ask = async (kind: string, who: object, minutes: number): Promise<Made> => {
    const body = {
      ...{ kind, ...who, ...inMinutes(town, minutes) },
      points: ['main-library-gate'],
      purpose: 'Seminar',
    };
    const made = await host.browser.json('POST', `${API}/visits`, body);
    if (made.status !== 201) throw new Error(`no visit: ${JSON.stringify(made.body)}`);
    return made.body as unknown as Made;
  };
  const visitor = (name: string, contact: string) => ({ visitor: { name, contact, language: 'en' } });
  const foreign = (name: string, minutes: number) =>
    ask('foreign', visitor(`${name} Duarte`, `${name.toLowerCase()}@visitors.test`), minutes);
  const answer = (visit: Made, body: object) =>
    approver.browser.json('POST', `${API}/visits/${visit.id}/decision`, body);

  const now = await foreign('Ines', 0);
  const early = await foreign('Vera', 180);
  const refused = await foreign('Nobody', 200);
  for (const visit of [now, early, refused]) await answer(visit, { approve: true });
  await answer(await foreign('Rui', 240), { approve: false, note: 'Closed that day' });
  const cancelled = await foreign('Ana', 300);
  await host.browser.json('DELETE', `${API}/visits/${cancelled.id}`, {});
  await foreign('Luis', 1_500);
  await ask('mainland', visitor('Wang Xiaoming', '13800001001'), 0);
  const group = await ask('group', { group: { name: 'Door club', size: 3 } }, 120);
  await ask('group', { group: { name: 'School of Ribeira', size: 12 } }, 2_900);
  await answer(group, { approve: true });
  const { body } = await host.browser.json('POST', `${API}/visits/${group.id}/links`, {});
  const link = String(body['url']);
  const member = { way: 'foreign', name: 'Rosa Lima', contact: 'rosa@visitors.test', language: 'en' };
  await host.browser.json('POST', `${API}/group/members`, { ...member, token: link.slice(-43) });
  return {
    ids: { visit: early.id, visitor: early.visitors[0]?.id ?? '', groupVisit: group.id },
    links: {
      early: await linkTo(town, 'vera@visitors.test'),
      now: await linkTo(town, 'ines@visitors.test'),
      mainland: await linkTo(town, '+8613800001001'),
      group: link,
    },
  };
}

async function deadJob(town: TestHub): Promise<number> {
  const { rows } = await town.database.pool.query<{ id: number }>(
    `insert into outbox (campus, kind, payload, attempt, error, dead_at)
     values (1, 'push-policy', '{"device": "chi-wah-gates"}', 12, 'gate_unreachable', now()) returning id`,
  );
  return rows[0]?.id ?? 0;
}

function failedMessage(town: TestHub): Promise<string> {
  return eventually(async () => {
    const { rows } = await town.database.pool.query<{ id: string }>(
      `select id from messages where campus = 1 and state = 'failed' limit 1`,
    );
    return rows[0]?.id;
  });
}

async function refusedEvent(town: TestHub): Promise<string> {
  const { rows } = await town.database.pool.query<{ id: string }>(
    `select id::text from events where campus = 1 and reason = 'already_used' order by id desc limit 1`,
  );
  return rows[0]?.id ?? '';
}

/** Signs somebody in without the sign-in page: its pages are looked at by themselves. */
export async function cookiesOf(
  { town }: Story,
  campus: Campus,
  loginName: string,
): Promise<Parameters<BrowserContext['addCookies']>[0]> {
  const { pool, vault } = town.hub.context;
  const number = CODES[campus];
  const person = await findPersonByLogin(pool, vault, number, loginName, 'staff');
  const { file } = town.hub.context.snapshots.byNumber(number) ?? {};
  if (!file) throw new Error(`${campus} is not there`);
  const roles = rolesOf(file, loginName, 'staff');
  const token = await createSession(
    pool,
    vault,
    number,
    { person, displayName: loginName, loginName, idToken: '', affiliation: 'staff', roles },
    { now: town.clock.now(), seconds: 28_800 },
  );
  return [{ name: `gatehouse_${campus}`, value: token, url: town.hub.url }];
}
