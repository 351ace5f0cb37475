import { expect } from 'chai';
import type { DeviceHub, TestMember } from '../../support/device-hub.js';
import { readable } from '../../support/readable.js';
import { giveBack, LUNCH, SETTINGS, sell, startCanteen, tellsOf } from './canteen.js';

const NEXT_DAY_MS = 86_400_000;
const NEXT_CODE = 30;

describe('a meal at a till', () => {
  let canteen: DeviceHub;
  let chan: TestMember;
  let noon: number;
  before(async () => {
    canteen = await startCanteen();
    noon = canteen.clock.now;
    chan = await canteen.member('staff1');
  });
  after(() => canteen?.stop());
  /** Each test has noon of a day on which nobody has eaten yet. */
  beforeEach(() => {
    noon += NEXT_DAY_MS;
    canteen.clock.now = noon;
  });

  const nextCode = (who = chan) => {
    canteen.advance(NEXT_CODE);
    return who.code();
  };
  const rows = async (sql: string) => (await canteen.database.pool.query(sql)).rows;

  it('is taken once: a second code at a second till finds it used, at the full price, with the duty staff', async () => {
    const first = await sell(canteen, 0, await chan.code());
    expect(first).to.include({
      ...{ decision: 'grant', reason: 'permitted', entitlement: 'taken', price: 0, currency: 'HKD' },
      ...{ priceGroup: 'staff', message: 'Lunch: taken.' },
    });
    expect(first['period']).to.deep.equal({ id: 'lunch', name: 'Lunch', day: '2026-11-24' });
    expect(first['holder']).to.deep.equal({ initials: 'C. N. 1.' });
    const second = await sell(canteen, 1, await nextCode());
    expect(second).to.include({ decision: 'grant', entitlement: 'used', price: 42 });
    expect(second['takenAt']).to.equal(first['takenAt']);
    expect(second.message).to.equal('Lunch was taken at 12:00. Ask the duty staff at the counter.');
    expect(second).not.to.have.property('meal');
  });

  it('20 tills at two points that ask in the same moment take it once', async () => {
    const code = await nextCode();
    const answers = await Promise.all(Array.from({ length: 20 }, (_, till) => sell(canteen, till, code)));
    expect(answers.filter(({ entitlement }) => entitlement === 'taken')).to.have.length(1);
    // A code opens a point once, so all tills of a point but one are refused before any meal is asked for.
    expect(answers.filter(({ decision }) => decision === 'grant')).to.have.length(2);
    const later = await Promise.all(
      Array.from({ length: 10 }, async (_, round) => sell(canteen, round, await nextCode())),
    );
    expect(later.filter(({ entitlement }) => entitlement === 'taken')).to.deep.equal([]);
  });

  it('belongs to the person: a new phone gets no second one', async () => {
    expect((await sell(canteen, 0, await chan.code())).entitlement).to.equal('taken');
    await chan.newPhone();
    expect((await sell(canteen, 1, await nextCode())).entitlement).to.equal('used');
  });

  it('two a day are two, whoever asks first', async () => {
    const student = await canteen.member('student1');
    const taken: string[] = [];
    for (const till of [0, 1, 2])
      taken.push((await sell(canteen, till, await nextCode(student))).entitlement);
    expect(taken).to.deep.equal(['taken', 'taken', 'used']);
    const { price } = await sell(canteen, 4, await nextCode(student));
    expect(price).to.equal(30);
  });

  it('is only looked at without taking; the same request then takes it', async () => {
    const code = await chan.code();
    const look = await sell(canteen, 0, code, { requestId: 'look', take: false });
    expect(look).to.include({ entitlement: 'free', price: 0, message: 'Lunch: not taken yet.' });
    const taken = await sell(canteen, 0, code, { requestId: 'look' });
    expect(taken.entitlement).to.equal('taken');
    expect((await sell(canteen, 1, await nextCode(), { take: false })).entitlement).to.equal('used');
  });

  it('asked again under the same request id has the same answer, also after the hub was started anew', async () => {
    const code = await chan.code();
    const first = await sell(canteen, 0, code, { requestId: 'lost' });
    canteen.advance(120);
    expect(await sell(canteen, 0, code, { requestId: 'lost' })).to.deep.equal(first);
    await canteen.restart();
    expect(await sell(canteen, 0, code, { requestId: 'lost' })).to.deep.equal(first);
    const second = await nextCode();
    expect((await sell(canteen, 1, second, { requestId: 'late' })).entitlement).to.equal('used');
    await giveBack(canteen, 0, first.meal);
    expect((await sell(canteen, 1, second, { requestId: 'late' })).entitlement).to.equal('used');
    expect(await sell(canteen, 0, code, { requestId: 'lost' })).to.include({ message: 'Lunch: given back.' });
  });

  it('a hub that died between the decision and the meal takes it when the till asks again, once', async () => {
    const code = await chan.code();
    const { status } = await canteen.ask('till-0', 'POST', 'points/east/decisions', {
      code,
      requestId: 'died',
    });
    expect(status).to.equal(200);
    await canteen.restart();
    const again = await Promise.all([1, 2, 3].map(() => sell(canteen, 0, code, { requestId: 'died' })));
    expect(again.map(({ entitlement }) => entitlement)).to.deep.equal(['taken', 'taken', 'taken']);
    expect(new Set(again.map(({ meal }) => meal)).size).to.equal(1);
  });

  it('asked again after its period was taken out of the settings still has its answer', async () => {
    const code = await chan.code();
    const first = await sell(canteen, 0, code, { requestId: 'period' });
    await canteen.configure({ ...SETTINGS, periods: [{ ...LUNCH, id: 'brunch' }] });
    const again = await sell(canteen, 0, code, { requestId: 'period' });
    await canteen.configure(SETTINGS);
    expect(again).to.include({ entitlement: 'taken', meal: first.meal, price: 0 });
    expect(again['period']).to.deep.include({ id: 'lunch' });
  });

  it('a scan of more than ten minutes ago takes nothing any more', async () => {
    const code = await chan.code();
    await canteen.ask('till-0', 'POST', 'points/east/decisions', { code, requestId: 'forgotten' });
    canteen.advance(601);
    expect(await tellsOf(sell(canteen, 0, code, { requestId: 'forgotten' }))).to.equal('409 scan_too_old');
    expect((await sell(canteen, 0, await chan.code())).entitlement).to.equal('taken');
  });

  it('outside its hours is none, and the till says so', async () => {
    canteen.advance(3 * 3600);
    const answer = await sell(canteen, 0, await chan.code());
    expect(answer).to.include({ decision: 'grant', entitlement: 'none', price: null, period: null });
    expect(answer.message).to.equal('No meal is served now.');
  });

  it('a refusal ends with the canteen’s advice, in the language that the till speaks', async () => {
    const said = async (language: string) => (await sell(canteen, 0, 'rubbish', { language })).message;
    expect(await said('en')).to.match(/^[^.]+\. Ask the duty staff at the counter\.$/);
    expect(await said('zh-HK')).to.match(/^[^。]+。請詢問櫃位職員。$/);
    expect(await said('zh-CN')).to.match(/^[^。]+。请询问柜台职员。$/);
    const refused = await sell(canteen, 0, 'rubbish');
    expect(refused).to.include({ decision: 'deny', reason: 'unreadable', entitlement: 'none', price: null });
    expect(refused).not.to.have.any.keys('holder', 'meal', 'takenAt');
  });

  it('at a released point everybody is a guest without an entitlement, whoever’s code it was', async () => {
    const mode = (to: 'normal' | 'released') =>
      canteen.apply((file) => {
        for (const point of file.points) point.mode = to;
      });
    await mode('released');
    const guest = await sell(canteen, 0, await chan.code());
    await mode('normal');
    expect(guest).to.include({ decision: 'grant', entitlement: 'none', price: 58, priceGroup: 'guests' });
    expect(guest).not.to.have.property('holder');
    expect((await sell(canteen, 1, await nextCode())).entitlement).to.equal('taken');
  });

  it('no till learns more of a person than the campus says, and never the number', async () => {
    for (const [showHolder, holder] of [
      ['name', { name: 'CHAN Number 1' }],
      ['initials', { initials: 'C. N. 1.' }],
      ['none', undefined],
    ] as const) {
      await canteen.configure({ ...SETTINGS, showHolder });
      const answer = await sell(canteen, 0, await nextCode());
      expect(answer['holder']).to.deep.equal(holder);
      expect(JSON.stringify(answer)).not.to.contain('K-staff1');
    }
    await canteen.configure(SETTINGS);
  });

  it('no name and no person’s own number rests in the book', async () => {
    await sell(canteen, 0, await chan.code());
    const [book] = await rows("select string_agg(m::text, ' ') as text from catering_meals m");
    const words = ['CHAN Number 1', 'staff1', chan.person, chan.person.replaceAll('-', '')];
    expect(readable(book.text, words)).to.deep.equal([]);
  });

  it('is given back by its till in time, audited once, and can be taken again', async () => {
    const first = await sell(canteen, 0, await chan.code());
    canteen.advance(9 * 60);
    const given = await giveBack(canteen, 0, first.meal);
    expect(given).to.include({ status: 200 });
    canteen.advance(60);
    expect(await giveBack(canteen, 0, first.meal)).to.deep.equal(given);
    const audited = await rows("select detail from audit where action = 'meal.reversed'");
    const mine = audited.filter(({ detail }) => detail.meal === first.meal);
    expect(mine).to.have.length(1);
    expect(mine[0].detail).to.include({ point: 'east', period: 'lunch', requestId: 'back' });
    expect((await sell(canteen, 1, await nextCode())).entitlement).to.equal('taken');
    expect((await sell(canteen, 3, await nextCode())).entitlement).to.equal('used');
  });

  it('is not given back by another till, too late, or where there is none', async () => {
    const { meal } = await sell(canteen, 0, await chan.code());
    expect(await giveBack(canteen, 2, meal)).to.include({ status: 404, code: 'meal_unknown' });
    expect(await giveBack(canteen, 0, 'no-uuid')).to.include({ status: 404, code: 'meal_unknown' });
    expect(await giveBack(canteen, 0, '00000000-0000-4000-8000-000000000000')).to.include({ status: 404 });
    canteen.advance(601);
    expect(await giveBack(canteen, 0, meal)).to.include({ status: 409, code: 'reversal_too_late' });
  });

  it('a reversal whose audit was lost with the hub is audited when the till asks again', async () => {
    const { meal } = await sell(canteen, 0, await chan.code());
    await canteen.database.pool.query(
      'update catering_meals set reversed_at = to_timestamp($2) where id = $1',
      [meal, canteen.clock.now / 1000],
    );
    await giveBack(canteen, 0, meal);
    await giveBack(canteen, 0, meal);
    const audited = await rows(
      `select 1 from audit where action = 'meal.reversed' and detail->>'meal' = '${meal}'`,
    );
    expect(audited).to.have.length(1);
  });

  it('a till asks for its own points only, and a reused request id decides nothing', async () => {
    const other = await canteen.ask('till-0', 'POST', 'points/west/meals', { code: 'x', requestId: 'w' });
    expect(other).to.deep.include({ status: 403 });
    expect(other.body['code']).to.equal('point_not_yours');
    await sell(canteen, 0, await chan.code(), { requestId: 'one' });
    expect(await tellsOf(sell(canteen, 0, await nextCode(), { requestId: 'one' }))).to.equal(
      '409 request_id_reused',
    );
  });

  it('supper past midnight is one supper of the day on which it began', async () => {
    const supper = { ...LUNCH, id: 'supper', from: '21:00', to: '01:00' };
    await canteen.configure({ ...SETTINGS, periods: [supper] });
    canteen.advance(11.5 * 3600);
    const before = await sell(canteen, 0, await chan.code());
    canteen.advance(3600);
    const after = await sell(canteen, 1, await chan.code());
    await canteen.configure(SETTINGS);
    expect([before.entitlement, after.entitlement]).to.deep.equal(['taken', 'used']);
    expect((after['period'] as { day: string }).day).to.equal((before['period'] as { day: string }).day);
  });
});
