import { expect } from 'chai';
import { prunePasses } from '../../../../core/store/passes.js';
import { pruneVisits } from '../../../../core/store/visits.js';
import { askOneTimeCode } from '../../../../core/use-cases/visits/ask-one-time-code.js';
import { cancelVisit } from '../../../../core/use-cases/visits/cancel-visit.js';
import { changeVisit } from '../../../../core/use-cases/visits/change-visit.js';
import { copyLink } from '../../../../core/use-cases/visits/copy-link.js';
import { issueVisitCode } from '../../../../core/use-cases/visits/issue-visit-code.js';
import { openLink } from '../../../../core/use-cases/visits/open-link.js';
import { passesOfNumber } from '../../../../core/use-cases/visits/passes-of-number.js';
import { proveOneTimeCode } from '../../../../core/use-cases/visits/prove-one-time-code.js';
import { showPass } from '../../../../core/use-cases/visits/show-pass.js';
import {
  extraOf,
  HOUR,
  mainland,
  NOW,
  problemOf,
  startVisitCampus,
  type VisitCampus,
} from './visit-campus.js';

const MINUTE = 60_000;
const DAY = 24 * HOUR;

describe('a pass', () => {
  let campus: VisitCampus;
  let number = 0;
  before(async () => {
    campus = await startVisitCampus();
  });
  after(() => campus?.stop());
  beforeEach(() => {
    campus.clock.now = NOW;
    number += 1;
  });

  const phone = () => `138000001${String(number).padStart(2, '0')}`;
  const visit = (more = {}) => campus.visit({ ...mainland(NOW, phone()), ...more });
  /** Each test from an address of its own. */
  const ask = (session: string) =>
    askOneTimeCode(campus.context, campus.snapshot(), session, `192.0.2.${number}`);
  const prove = (session: string, code: string) =>
    proveOneTimeCode(campus.context, campus.snapshot(), session, code);
  const code = (session: string) => issueVisitCode(campus.context, campus.snapshot(), session);
  const show = (session: string) => showPass(campus.context, campus.snapshot(), session);
  const sent = async (of: string) => {
    const found = (await campus.messages(of)).flatMap(({ code: one }) => one ?? []);
    return found.at(-1) ?? '';
  };
  const wrong = (right: string) => (right === '000000' ? '000001' : '000000');

  it('of a mainland visitor says nothing before the code that was sent to the invited number', async () => {
    const one = await visit();
    const session = await campus.session(one);
    expect(await show(session)).to.deep.include({ pass: null, proven: false });
    expect(await problemOf(code(session))).to.equal('pass_not_proven');
    await ask(session);
    expect(await problemOf(prove(session, wrong(await sent(one.id))))).to.equal('wrong_one_time_code');
    await prove(session, ` ${await sent(one.id)} `);
    expect((await show(session)).pass).to.deep.include({ visitor: 'Wang Xiaoming', state: 'now' });
    expect(await campus.shows((await code(session)).text)).to.equal('grant permitted');
  });

  it('that was proven stays so in the browser that opens the link once more, and in no other', async () => {
    const one = await visit();
    const link = async () => {
      const ask = { visit: one.id, publicUrl: 'http://hub.test' };
      return (await copyLink(campus.context, campus.snapshot(), campus.host, ask)).url.slice(-43);
    };
    const open = async (held?: string) => openLink(campus.context, campus.snapshot(), await link(), held);
    const first = await open();
    expect(await open(first.session)).to.deep.equal(first);
    await ask(first.session);
    await prove(first.session, await sent(one.id));
    expect(await open(first.session)).to.deep.equal({ ...first, proven: true });
    expect(await open()).to.include({ proven: false });
    number += 1;
    const other = await campus.session(await visit());
    expect(await open(other))
      .to.include({ proven: false })
      .and.not.include({ session: other });
  });

  it('a one-time code is good once, for five minutes and five tries, and the newest only', async () => {
    const one = await visit({ until: NOW + 3 * HOUR });
    const first = await campus.session(one);
    const second = await campus.session(one);
    await ask(first);
    const spent = await sent(one.id);
    await prove(first, spent);
    expect(await problemOf(prove(second, spent)), 'once').to.equal('wrong_one_time_code');

    campus.clock.now += MINUTE;
    await ask(second);
    const late = await sent(one.id);
    campus.clock.now += 5 * MINUTE;
    expect(await problemOf(prove(second, late)), 'late').to.equal('wrong_one_time_code');

    await ask(second);
    const replaced = await sent(one.id);
    campus.clock.now += MINUTE;
    await ask(second);
    const newest = await sent(one.id);
    if (newest !== replaced) expect(await problemOf(prove(second, replaced))).to.equal('wrong_one_time_code');
    for (let tries = 0; tries < 5; tries += 1)
      expect(await problemOf(prove(second, wrong(newest)))).to.equal('wrong_one_time_code');
    expect(await problemOf(prove(second, newest)), 'tries used').to.equal('wrong_one_time_code');
  });

  it('a wrong try says how many are left, and none of a code that is used up', async () => {
    const one = await visit();
    const session = await campus.session(one);
    await ask(session);
    const right = await sent(one.id);
    for (const triesLeft of [4, 3, 2, 1, 0])
      expect(await extraOf(prove(session, wrong(right)))).to.deep.equal({ triesLeft });
    expect(await extraOf(prove(session, right))).to.deep.equal({});
  });

  it('of 20 tries in one instant at most five are looked at', async () => {
    const one = await visit();
    const session = await campus.session(one);
    await ask(session);
    const guess = wrong(await sent(one.id));
    await Promise.all(Array.from({ length: 20 }, () => problemOf(prove(session, guess))));
    const [row] = await campus.rows<{ tries: number }>(
      'select tries from one_time_codes order by sent_at desc, tries desc limit 1',
    );
    expect(row?.tries).to.equal(5);
    expect(await problemOf(prove(session, await sent(one.id)))).to.equal('wrong_one_time_code');
  });

  it('two who prove with one code in the same instant: one of them does', async () => {
    const one = await visit();
    const sessions = [await campus.session(one), await campus.session(one)];
    await ask(sessions[0] ?? '');
    const right = await sent(one.id);
    const answers = await Promise.all(sessions.map((session) => problemOf(prove(session, right))));
    expect(answers.sort()).to.deep.equal(['none', 'wrong_one_time_code']);
  });

  it('sends to a number once a minute, five times an hour, ten times a day, in whatever instant they are asked for', async () => {
    const one = await visit({ until: NOW + 3 * DAY - HOUR });
    const session = await campus.session(one);
    const burst = await Promise.all(Array.from({ length: 5 }, () => problemOf(ask(session))));
    expect(burst.filter((answer) => answer === 'none')).to.have.length(1);
    const counts: number[] = [];
    for (let hour = 0; hour < 4; hour += 1) {
      let allowed = 0;
      for (let minute = 1; minute < 20; minute += 1) {
        campus.clock.now += MINUTE + 1;
        if ((await problemOf(ask(session))) === 'none') allowed += 1;
      }
      counts.push(allowed);
      campus.clock.now += HOUR;
    }
    expect(counts).to.deep.equal([4, 5, 0, 0]);
    const limit = await ask(session).catch((error: { extra: { retryAfter: number } }) => error);
    expect(limit).to.have.nested.property('extra.retryAfter').that.is.above(0);
  });

  it('carries the visit’s window and points: too early, another gate, over', async () => {
    const one = await visit({ from: NOW + HOUR, until: NOW + 2 * HOUR });
    const [early] = await passesOfNumber(campus.context, campus.snapshot(), `+86${phone()}`);
    const session = early?.session ?? '';
    expect(early?.pass.state).to.equal('early');
    expect(await campus.shows((await code(session)).text)).to.equal('deny visit_not_started');
    campus.clock.now = NOW + HOUR;
    const { text } = await code(session);
    expect(await campus.shows(text)).to.equal('grant permitted');
    expect(await campus.shows(text, 'north-gate')).to.equal('deny not_permitted_here');
    expect(await campus.shows(text, 'library-door')).to.equal('deny not_permitted_here');
    campus.clock.now = NOW + 2 * HOUR - 1000;
    const last = await code(session);
    campus.clock.now = NOW + 2 * HOUR;
    expect(await campus.shows(last.text)).to.equal('deny visit_over');
    expect(await problemOf(code(session))).to.equal('pass_not_open');
    expect((await show(session)).pass?.state).to.equal('over');
    campus.clock.now += DAY;
    expect(await problemOf(show(session))).to.equal('pass_ended');
    expect(one.state).to.equal('approved');
  });

  it('keeps one handle for a campus day, and has another one on the next', async () => {
    await visit({ until: NOW + 2 * DAY });
    const [pass] = await passesOfNumber(campus.context, campus.snapshot(), `+86${phone()}`);
    const session = pass?.session ?? '';
    await Promise.all(Array.from({ length: 10 }, () => code(session)));
    campus.clock.now += DAY;
    await code(session);
    const handles = await campus.rows<{ day: string; until: Date }>(
      'select h.day, h.until from handles h join visitors r on r.id = h.visitor join visits v on v.id = r.visit where v.ends_at = $1 order by day',
      [new Date(NOW + 2 * DAY)],
    );
    expect(handles.map(({ day }) => day)).to.deep.equal(['2026-11-22', '2026-11-23']);
    // Midnight in Guangzhou, a step and the skew.
    expect(handles[0]?.until.toISOString()).to.equal('2026-11-22T16:00:35.000Z');
  });

  it('racing with an end of the visit, opens nothing afterwards: 20 times', async () => {
    for (let round = 0; round < 20; round += 1) {
      number += 1;
      const one = await visit();
      const [pass] = await passesOfNumber(campus.context, campus.snapshot(), `+86${phone()}`);
      const asked = Array.from({ length: 4 }, () => code(pass?.session ?? '').catch(() => null));
      const ended = cancelVisit(campus.context, campus.snapshot(), campus.host, one.id, {});
      const codes = await Promise.all(asked);
      await ended;
      for (const issued of codes) {
        if (issued) expect(await campus.shows(issued.text)).to.equal('deny credential_revoked');
      }
    }
  });

  it('racing with a change of time, no living code has the old window: 20 times', async () => {
    for (let round = 0; round < 20; round += 1) {
      number += 1;
      const one = await visit();
      const [pass] = await passesOfNumber(campus.context, campus.snapshot(), `+86${phone()}`);
      const asked = Array.from({ length: 4 }, () => code(pass?.session ?? '').catch(() => null));
      const to = { from: NOW + HOUR, until: NOW + 2 * HOUR };
      const changed = changeVisit(campus.context, campus.snapshot(), campus.host, one.id, to);
      const codes = await Promise.all(asked);
      await changed;
      for (const issued of codes) {
        if (issued)
          expect(await campus.shows(issued.text)).to.be.oneOf(['deny superseded', 'deny visit_not_started']);
      }
    }
  });

  it('is opened by no more than 20 browsers at once, and a flood of others does not close one that proved itself', async () => {
    const one = await visit();
    const [mine] = await passesOfNumber(campus.context, campus.snapshot(), `+86${phone()}`);
    const { url } = await copyLink(campus.context, campus.snapshot(), campus.host, {
      visit: one.id,
      publicUrl: '',
    });
    for (let count = 0; count < 25; count += 1)
      await openLink(campus.context, campus.snapshot(), url.slice(-43));
    expect((await show(mine?.session ?? '')).proven).to.equal(true);
    const [row] = await campus.rows<{ n: number }>(
      'select count(*)::int as n from pass_sessions s join visitors r on r.id = s.visitor where r.visit = $1',
      [one.id],
    );
    expect(row?.n).to.equal(20);
  });

  it('a number that nobody invited, or that is none, has no passes', async () => {
    expect(await passesOfNumber(campus.context, campus.snapshot(), '+8613899999999')).to.deep.equal([]);
    expect(await passesOfNumber(campus.context, campus.snapshot(), 'nonsense')).to.deep.equal([]);
    expect(await problemOf(openLink(campus.context, campus.snapshot(), 'x'))).to.equal('link_ended');
    expect(await problemOf(show('x'))).to.equal('pass_ended');
  });

  it('leaves nothing behind when it is old: sessions and codes first, the visit after 180 days', async () => {
    const one = await visit();
    await ask(await campus.session(one));
    const count = async (sql: string) => (await campus.rows<{ n: number }>(sql, [one.id]))[0]?.n;
    const sessions =
      'select count(*)::int as n from pass_sessions s join visitors r on r.id = s.visitor where r.visit = $1';
    await prunePasses(campus.context.pool, NOW + HOUR + DAY - 1);
    expect(await count(sessions)).to.equal(1);
    await prunePasses(campus.context.pool, NOW + HOUR + DAY + 1);
    expect(await count(sessions)).to.equal(0);
    expect((await campus.rows('select from one_time_codes')).length).to.equal(0);
    await pruneVisits(campus.context.pool, NOW + 179 * DAY);
    expect(await count('select count(*)::int as n from visitors where visit = $1')).to.equal(1);
    await pruneVisits(campus.context.pool, NOW + 181 * DAY);
    expect(await count('select count(*)::int as n from visitors where visit = $1')).to.equal(0);
    expect(await count('select count(*)::int as n from messages where visit = $1')).to.equal(0);
  });
});
