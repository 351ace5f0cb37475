import { expect } from 'chai';
import type { Snapshot } from '../../../../core/snapshots/snapshot.js';
import { bookBatch } from '../../../../core/use-cases/visits/book-batch.js';
import { changeVisit } from '../../../../core/use-cases/visits/change-visit.js';
import { copyLink } from '../../../../core/use-cases/visits/copy-link.js';
import { decideVisit } from '../../../../core/use-cases/visits/decide-visit.js';
import { registerMember } from '../../../../core/use-cases/visits/register-member.js';
import { requestVisit } from '../../../../core/use-cases/visits/request-visit.js';
import { group, HOUR, mainland, NOW, problemOf, startVisitCampus, type VisitCampus } from './visit-campus.js';

const DAY = 24 * HOUR;
const MOST = 5;

describe('what one host may spend on a day', () => {
  let campus: VisitCampus;
  beforeEach(async () => {
    campus = await startVisitCampus();
  });
  afterEach(() => campus?.stop());

  /** The campus with a low limit. */
  const strict = (): Snapshot => {
    const snapshot = campus.snapshot();
    const { visits } = snapshot.file;
    if (!visits) throw new Error('no visits');
    return { ...snapshot, file: { ...snapshot.file, visits: { ...visits, maxPerHostDay: MOST } } };
  };
  const phone = (index: number) => `1380000${String(1000 + index)}`;
  const book = (index: number, by = campus.host) =>
    requestVisit(campus.context, strict(), by, mainland(campus.clock.now, phone(index)));

  it('is so many visitors, however many requests come in one instant, and as many the next day', async () => {
    const answers = await Promise.all(Array.from({ length: 8 }, (_, index) => problemOf(book(index))));
    expect(answers.sort()).to.deep.equal([
      ...Array.from({ length: MOST }, () => 'none'),
      ...Array.from({ length: 3 }, () => 'too_many_visitors'),
    ]);
    expect(await campus.rows('select from messages')).to.have.length(MOST);
    expect(await problemOf(book(9, campus.other))).to.equal('none');
    campus.clock.now += DAY;
    expect(await problemOf(book(10))).to.equal('none');
  });

  it('counts a change for each who is told of it, so that a visit moved to and fro ends too', async () => {
    const { id } = await book(1);
    const answers: string[] = [];
    for (let times = 1; times <= MOST; times += 1) {
      const ask = { from: NOW, until: NOW + times * 1000 };
      answers.push(await problemOf(changeVisit(campus.context, strict(), campus.host, id, ask)));
    }
    expect(answers).to.deep.equal(['none', 'none', 'none', 'none', 'too_many_visitors']);
  });

  it('counts the members of the host’s groups, and a file whole or not at all; what is known is free', async () => {
    const snapshot = strict();
    const { id } = await requestVisit(campus.context, snapshot, campus.host, group(NOW, 10));
    await decideVisit(campus.context, snapshot, campus.approver, id, { approve: true });
    const { url } = await copyLink(campus.context, snapshot, campus.host, { visit: id, publicUrl: '' });
    const join = (contact: string) =>
      registerMember(campus.context, snapshot, url.slice(-43), {
        ...{ way: 'foreign', name: 'Ana Reis', contact, language: 'en' },
      });
    await join('a@visitors.test');
    await join('b@visitors.test');
    const rows = (count: number) =>
      ['name,way,contact,from,until,points,purpose']
        .concat(
          Array.from(
            { length: count },
            (_, index) =>
              `Wang ${'ABCDEFG'[index]},mainland,${phone(index)},2026-11-23 09:00,2026-11-23 10:00,south-gate,Talk`,
          ),
        )
        .join('\n');
    const upload = (count: number) => bookBatch(campus.context, snapshot, campus.host, rows(count));
    expect(await problemOf(upload(4))).to.equal('too_many_visitors');
    expect((await upload(3)).created).to.equal(3);
    expect(await upload(3)).to.include({ created: 0, known: 3 });
    expect(await problemOf(join('c@visitors.test'))).to.equal('too_many_visitors');
    expect(await problemOf(join('a@visitors.test'))).to.equal('none');
  });
});
