import { expect } from 'chai';
import type { Snapshot } from '../../../../core/snapshots/snapshot.js';
import { openContent } from '../../../../core/use-cases/messages/message-content.js';
import { bookBatch } from '../../../../core/use-cases/visits/book-batch.js';
import { cancelVisit } from '../../../../core/use-cases/visits/cancel-visit.js';
import { changeVisit } from '../../../../core/use-cases/visits/change-visit.js';
import { decideVisit } from '../../../../core/use-cases/visits/decide-visit.js';
import { requestVisit } from '../../../../core/use-cases/visits/request-visit.js';
import { foreign, HOUR, NOW, startVisitCampus, type VisitCampus } from './visit-campus.js';

describe('approvers hear by mail of what waits', () => {
  let campus: VisitCampus;
  before(async () => {
    campus = await startVisitCampus();
  });
  after(() => campus?.stop());
  beforeEach(() => campus.rows('delete from messages'));

  /** H3 approves here, and a source knows the address. */
  const snapshot = (): Snapshot => {
    const now = campus.snapshot();
    return { ...now, file: { ...now.file, roles: { ...now.file.roles, approver: ['staff3', 'nobody'] } } };
  };
  /** What approvers were sent: state, window's begin and how many more. */
  const told = async () => {
    const rows = await campus.rows<{ state: string; content: Buffer | null }>(
      "select state, content from messages where kind = 'visit-requested' order by created_at, id",
    );
    return rows.map(({ state, content }) => {
      const { from, more } = content ? openContent(campus.context.vault, content).values : {};
      return { state, from, more };
    });
  };
  const batch = (way: string, first = 0) => {
    const row = (at: number) => {
      const contact = way === 'foreign' ? `v${at}@visitors.test` : `138000${20_000 + at}`;
      return `Visitor ${at},${way},${contact},2026-11-2${3 + (at % 3)} 09:00,2026-11-2${3 + (at % 3)} 11:00,south-gate,Tour`;
    };
    const rows = [2, 1, 0].map((at) => row(first + at));
    return ['name,way,contact,from,until,points,purpose', ...rows].join('\n');
  };
  const book = (csv: string) => bookBatch(campus.context, snapshot(), campus.host, csv);

  it('of a batch once, with its first visit and how many more; of one that counts at once not at all', async () => {
    expect((await book(batch('mainland'))).created).to.equal(3);
    expect(await told()).to.deep.equal([]);
    const booked = await book(batch('foreign'));
    expect(booked.created).to.equal(3);
    const first = Date.parse('2026-11-23T01:00:00Z');
    expect(await told()).to.deep.equal([{ state: 'queued', from: first, more: 2 }]);
    await book(batch('foreign'));
    expect(await told()).to.have.length(1);
    // The mail speaks of all three: it goes out though one of them is cancelled.
    const one = booked.rows.find(({ line }) => line === 4);
    if (one?.state !== 'created') throw new Error('not booked');
    await cancelVisit(campus.context, snapshot(), campus.host, one.visit, {});
    expect((await told()).map(({ state }) => state)).to.deep.equal(['queued']);
  });

  it('of a visit that was approved and changed beyond that, and of one that is changed while it waits', async () => {
    const { id } = await requestVisit(campus.context, snapshot(), campus.host, foreign(NOW));
    const change = (from: number) =>
      changeVisit(campus.context, snapshot(), campus.host, id, { from, until: from + HOUR });
    expect((await told()).map(({ from }) => from)).to.deep.equal([NOW]);
    // Changed while it waits: the mail of the old window has not left and is taken back, the new one is told.
    expect((await change(NOW + HOUR)).state).to.equal('requested');
    const states = (await told()).map(({ state, from }) => [state, from]);
    expect(states).to.deep.equal([
      ['cancelled', undefined],
      ['queued', NOW + HOUR],
    ]);
    await decideVisit(campus.context, snapshot(), campus.approver, id, { approve: true });
    expect((await change(NOW + 2 * HOUR)).state).to.equal('requested');
    expect((await told()).at(-1)).to.deep.include({ state: 'queued', from: NOW + 2 * HOUR });
    await decideVisit(campus.context, snapshot(), campus.approver, id, { approve: true });
    const before = (await told()).length;
    expect(
      (
        await changeVisit(campus.context, snapshot(), campus.host, id, {
          from: NOW + 2 * HOUR,
          until: NOW + 2.5 * HOUR,
        })
      ).state,
    ).to.equal('approved');
    expect(await told(), 'what was agreed to may be narrowed').to.have.length(before);
  });

  it('a row that was cancelled is booked anew by the same file; the others stay known', async () => {
    const csv = batch('foreign', 30);
    const booked = await book(csv);
    const [gone, ...others] = booked.rows.map((row) => (row.state === 'created' ? row.visit : ''));
    await cancelVisit(campus.context, snapshot(), campus.host, gone ?? '', {});
    const again = await book(csv);
    expect(again).to.include({ created: 1, known: 2, failed: 0 });
    const visits = again.rows.map((row) => (row.state === 'failed' ? '' : row.visit));
    expect(visits.slice(1)).to.deep.equal(others);
    expect(visits[0]).not.to.equal(gone);
    expect((await book(csv)).known).to.equal(3);
  });
});
