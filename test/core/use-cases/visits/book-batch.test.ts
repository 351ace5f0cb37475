import { expect } from 'chai';
import { bookBatch } from '../../../../core/use-cases/visits/book-batch.js';
import { problemOf, startVisitCampus, type VisitCampus } from './visit-campus.js';

describe('booking a batch', () => {
  let campus: VisitCampus;
  before(async () => {
    campus = await startVisitCampus();
  });
  after(() => campus?.stop());

  const csv = (order: (rows: string[]) => string[]) => {
    const row = (index: number) =>
      `Visitor Chen ${index},mainland,138000${10_000 + index},2026-11-22 14:00,2026-11-22 16:00,south-gate,Open day`;
    const rows = Array.from({ length: 100 }, (_, index) => row(index));
    return ['name,way,contact,from,until,points,purpose', ...order(rows)].join('\n');
  };
  const book = (text: string, by = campus.host) => bookBatch(campus.context, campus.snapshot(), by, text);

  it('that is uploaded four times in one instant, in any order, makes each visit once and invites each visitor once', async () => {
    const orders = [0, 1, 2, 3].map((turn) => csv((rows) => (turn % 2 ? rows.toReversed() : rows)));
    const booked = await Promise.all(orders.map((text) => book(text)));
    expect(booked.reduce((sum, { created }) => sum + created, 0)).to.equal(100);
    expect(booked.map(({ created, known }) => created + known)).to.deep.equal([100, 100, 100, 100]);
    const ids = new Set(
      booked.flatMap(({ rows }) => rows.map((row) => (row.state === 'failed' ? '' : row.visit))),
    );
    expect(ids.size).to.equal(100);
    expect(await campus.messages()).to.have.length(100);
  });

  it('is each host’s own, and asks who may invite before it writes anything', async () => {
    const other = await book(
      csv((rows) => rows.slice(0, 3)),
      campus.other,
    );
    expect(other).to.include({ created: 3, known: 0 });
    const nobody = { ...campus.host, person: null };
    expect(
      await problemOf(
        book(
          csv((rows) => rows),
          nobody,
        ),
      ),
    ).to.equal('not_a_host');
  });
});
