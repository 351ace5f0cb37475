import { expect } from 'chai';
import type pg from 'pg';
import type { Person } from '../../bin/tour/person.js';
import { eventually } from '../support/eventually.js';
import type { House } from './house.js';

const HKU = '/api/v1/campuses/hku';
const GZ = '/api/v1/campuses/hkust-gz';
const HOUR = 3_600_000;

/** What there was when the backup was taken. */
export interface Before {
  chan: Person;
  glam: Person;
  office: Person;
  host: Person;
  visit: string;
  visitor: string;
  /** Shown at chi-wah-1f, and not at chi-wah-2f. */
  used: string;
  /** The answer to it. */
  answer: Record<string, unknown>;
  /** Of somebody who was frozen since. */
  voided: string;
  counts: Record<string, number>;
}

/** A morning at both campuses: phones linked, codes issued, used and voided, a right frozen, a visitor told. */
export async function liveThrough(house: House, sql: pg.Pool): Promise<Before> {
  await house.peopleArrived();
  const chan = await house.signedIn('hku', 'clchan');
  const glam = await house.signedIn('hku', 'glam');
  const office = await house.signedIn('hku', 'itadmin');
  const host = await house.signedIn('hkust-gz', 'lgao');
  for (const phone of [chan, glam]) expect((await phone.link()).status).to.equal(201);
  const visit = await invite(house, host);
  await eventually(async () => (await told(sql)).some((state) => /^(accepted|delivered)$/.test(state)));
  house.standStill();

  const used = await chan.code();
  const answer = await house.decide('chi-wah-1f', used, 'before-the-backup');
  expect(answer).to.include({ decision: 'grant' });
  const voided = await glam.code();
  const frozen = await act(office, 'glam', 'freeze', { cause: 'code_shared', note: 'Seen by Mr Ho' });
  expect(frozen).to.include({ state: 'frozen' });
  return {
    ...{ chan, glam, office, host, visit, used, answer, voided },
    visitor: '王小明',
    counts: await counts(sql),
  };
}

/** As it is before a hub opens it: each row is there. */
export async function hasEveryRow(sql: pg.Pool, before: Before): Promise<void> {
  expect(await counts(sql)).to.deep.equal(before.counts);
}

/** Everything goes on from where the backup was taken: for people, gates, visitors and the office. */
export async function goesOn(house: House, sql: pg.Pool, before: Before): Promise<void> {
  const { chan, glam, office, host, used, answer, voided } = before;
  // A code from before: used where it was used, good where it was not; the same question has the same answer.
  expect(await house.decide('chi-wah-1f', used, 'before-the-backup')).to.deep.equal(answer);
  expect(await house.decide('chi-wah-2f', used, 'after-1')).to.include({ decision: 'grant' });
  expect(await house.decide('chi-wah-2f', voided, 'after-2')).to.include({ reason: 'credential_frozen' });

  // Single use is an index, and the restored rows are in it; a reader that reads twice is given its 3 s.
  house.later(4);
  const again = await house.decide('chi-wah-1f', used, 'after-3');
  expect(again).to.include({ decision: 'deny', reason: 'already_used' });

  // The phone has its token and the browser its session; what was frozen is frozen, and the note is read again.
  expect(await house.decide('chi-wah-ground', await chan.code(), 'after-4')).to.include({
    decision: 'grant',
  });
  expect((await glam.askCode()).body).to.include({ code: 'credential_frozen' });
  expect((await find(office, 'glam'))['hold']).to.include({ note: 'Seen by Mr Ho' });
  const visit = (await host.browser.json('GET', `${GZ}/visits/${before.visit}`)).body;
  expect(JSON.stringify(visit)).to.contain(before.visitor);
  expect(visit).to.include({ state: 'approved' });

  // And what is decided now is written as ever.
  expect(await act(office, 'glam', 'release', { cause: 'settled' })).to.include({ state: 'active' });
  const { body } = await office.browser.json('GET', `${HKU}/events?limit=100`);
  const heard = (body['items'] as { id: string; reason: string }[]).map(({ id }) => id);
  expect(heard).to.include(answer['id']);
  expect((await counts(sql))['audit']).to.be.above(before.counts['audit'] ?? 0);
}

async function invite(house: House, host: Person): Promise<string> {
  const at = (hours: number) => new Date((Math.floor(house.now() / HOUR) + hours) * HOUR).toISOString();
  const visitor = { name: '王小明', contact: '13800138000', language: 'zh-Hans' };
  const ask = {
    kind: 'mainland',
    visitor,
    from: at(1),
    until: at(2),
    points: ['south-gate'],
    purpose: 'Seminar',
  };
  const { status, body } = await host.browser.json('POST', `${GZ}/visits`, ask);
  expect(status, JSON.stringify(body)).to.equal(201);
  return String(body['id']);
}

async function find(office: Person, loginName: string): Promise<Record<string, unknown>> {
  const { body } = await office.browser.json('POST', `${HKU}/holders/search`, { loginName });
  return (body['items'] as Record<string, unknown>[])[0] ?? {};
}

async function act(office: Person, loginName: string, verb: string, body: object) {
  const { id } = await find(office, loginName);
  return (await office.browser.json('POST', `${HKU}/holders/${String(id)}/${verb}`, body)).body;
}

async function told(sql: pg.Pool): Promise<string[]> {
  const { rows } = await sql.query<{ state: string }>('select state from messages');
  return rows.map(({ state }) => state);
}

const KEPT = [
  'people',
  'credentials',
  'linked_devices',
  'handles',
  'voids',
  'events',
  'audit',
  'visits',
  'visitors',
  'visit_links',
  'messages',
  'signing_keys',
  'key_lists',
];

/** Rows of each table that a backup must bring back. */
async function counts(sql: pg.Pool): Promise<Record<string, number>> {
  const each = KEPT.map((table) => `select '${table}' as name, count(*)::int as n from ${table}`);
  const { rows } = await sql.query<{ name: string; n: number }>(each.join(' union all '));
  return Object.fromEntries(rows.map(({ name, n }) => [name, n]));
}
