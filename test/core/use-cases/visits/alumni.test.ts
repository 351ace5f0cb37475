import { expect } from 'chai';
import { type AlumniAsk, bookAlumni } from '../../../../core/use-cases/visits/book-alumni.js';
import { isNamed, matchAlumni } from '../../../../core/use-cases/visits/match-alumni.js';
import { readable } from '../../../support/readable.js';
import { HOUR, NOW, problemOf, startVisitCampus, type VisitCampus } from './visit-campus.js';

describe('an alumna', () => {
  let campus: VisitCampus;
  let calls = 0;
  beforeEach(async () => {
    campus ??= await startVisitCampus();
    campus.clock.now = NOW;
    calls += 1;
    await campus.rows('delete from visits');
    await campus.rows('delete from outbox');
    await campus.rows('delete from one_time_sends');
  });
  after(() => campus?.stop());

  const book = (number: string, name: string, more: Partial<AlumniAsk> = {}) =>
    bookAlumni(campus.context, campus.snapshot(), {
      ...{ number, name, from: NOW, until: NOW + HOUR, points: ['south-gate'] },
      ...{ purpose: 'Homecoming', language: 'en', remoteAddress: `192.0.2.${calls}`, ...more },
    });
  const jobs = () =>
    campus.rows<{ payload: { booking: string } }>(
      "select payload from outbox where kind = 'book-alumni' order by id",
    );
  const match = async () => {
    for (const { payload } of await jobs())
      await matchAlumni(campus.context, campus.snapshot(), payload.booking);
  };
  const told = async () => (await campus.messages()).map(({ kind, to }) => `${kind} ${to}`);

  it('of the register is told by its address: e-mail first, else the mobile number; others are not', async () => {
    await book('A1', '林晓雨');
    await book('A2', 'Bo Zheng');
    await book('A3', 'OKAFOR Adaeze');
    await book('A1 ', 'ZHENG Bo', { remoteAddress: '198.51.100.1' }).catch(() => null);
    await book('H1', 'Staff 1');
    await book('A9', 'Nobody');
    await match();
    expect(await told()).to.deep.equal([
      'visit-invitation lin@alumni.test',
      'visit-invitation +8613602700317',
    ]);
  });

  it('whose booking is run twice, or sent twice, has one visit', async () => {
    await book('A1', 'lin  XIAOYU');
    campus.clock.now += 2 * 60_000;
    await book('A1', 'Xiaoyu, Lin');
    await Promise.all([match(), match()]);
    expect(await told()).to.deep.equal(['visit-invitation lin@alumni.test']);
  });

  it('waits in the outbox without a name or a number to be read', async () => {
    await book('ALUMNA-2003-0042', 'LIN Xiaoyu');
    const [job] = await jobs();
    const sealed = Buffer.from(job?.payload.booking ?? '', 'base64url').toString('hex');
    const words = ['LIN Xiaoyu', 'ALUMNA-2003-0042', 'Homecoming', '192.0.2.'];
    expect(readable(JSON.stringify(job) + sealed, words)).to.deep.equal([]);
  });

  it('is one of few tries: a number once a minute, whether the register has it or not', async () => {
    for (const number of ['A1', 'A9']) {
      await book(number, 'LIN Xiaoyu');
      expect(await problemOf(book(number, 'LIN Xiaoyu', { remoteAddress: '203.0.113.9' }))).to.equal(
        'sent_lately',
      );
    }
    const from = Array.from({ length: 70 }, (_, index) =>
      problemOf(book(`B${index}`, 'X', { remoteAddress: '203.0.113.7' })),
    );
    expect((await Promise.all(from)).filter((answer) => answer === 'none')).to.have.length(60);
  });

  it('asks within the campus’s rules', async () => {
    expect(await problemOf(book('A1', ''))).to.equal('visit_invalid');
    expect(await problemOf(book('A1', 'LIN Xiaoyu', { until: NOW + 99 * HOUR }))).to.equal('visit_invalid');
    expect(await problemOf(book('A1', 'LIN Xiaoyu', { points: ['library-door'] }))).to.equal('visit_invalid');
  });

  it('is known by either script of her name, in any order and case, and by no part of it', () => {
    const registered = 'LIN Xiaoyu 林晓雨';
    for (const typed of [
      'lin xiaoyu',
      'Xiaoyu LIN',
      '林晓雨',
      'LIN Xiaoyu 林晓雨',
      'ＬＩＮ　Ｘｉａｏｙｕ',
      'Lin-Xiaoyu',
    ])
      expect(isNamed(registered, typed), typed).to.equal(true);
    for (const typed of ['Lin', '林', '', ' ', 'Xiaoyu', '晓雨林', 'LIN Xiaoyu LIN'])
      expect(isNamed(registered, typed), typed).to.equal(false);
    expect(isNamed('OKAFOR Adaézé', 'okafor adaeze')).to.equal(true);
  });
});
