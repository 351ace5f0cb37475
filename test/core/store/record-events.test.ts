import { expect } from 'chai';
import { Problem } from '../../../core/domain/problem.js';
import { type Recorded, recordEvents, type Scan } from '../../../core/store/statements/record-events.js';
import { type FreshDatabase, freshDatabase } from '../../support/database.js';
import { addCampus, again, CAMPUS, events, grant, NOON } from './scans.js';

describe('record events', () => {
  let database: FreshDatabase;
  before(async () => {
    database = await freshDatabase();
    await addCampus(database.pool);
  });
  afterEach(() => database.pool.query('truncate events, voids'));
  after(() => database?.drop());

  const record = async (...batch: Scan[]): Promise<Recorded[]> =>
    (await recordEvents(database.pool, batch)).map((one) => {
      if (one instanceof Problem) throw one;
      return one;
    });
  const verdicts = async (...batch: Scan[]) =>
    (await record(...batch)).map(
      ({ outcome, reason, fresh }) => `${outcome} ${reason}${fresh ? '' : ' kept'}`,
    );
  const voided = (handle: string | undefined, what: unknown, until = NOON + 60_000, campus = CAMPUS) =>
    database.pool.query(
      'insert into voids (campus, handle, until, what) values ($1, $2, to_timestamp($3 / 1000.0), $4)',
      [campus, handle, until, JSON.stringify(what)],
    );

  it('stores what was decided and answers with it, to the millisecond', async () => {
    const scan = grant({ at: NOON + 123 });
    const [recorded] = await record(scan);
    const [stored] = await events(database.pool);
    expect(recorded).to.deep.equal({
      ...{ id: stored?.id, outcome: 'grant', reason: 'permitted', rule: 'staff', version: 3 },
      ...{ at: NOON + 123, fresh: true },
    });
  });

  it('answers in the order of the batch, whatever order the rows are written in', async () => {
    const batch = Array.from({ length: 40 }, (_, i) =>
      grant({ point: `gate-${(i * 7) % 40}`, at: NOON + i, version: i }),
    );
    expect((await record(...batch)).map(({ version, at }) => [version, at])).to.deep.equal(
      batch.map(({ version, at }) => [version, at]),
    );
  });

  it('a code is granted once at a point, and once at each other point', async () => {
    const first = grant();
    await record(first);
    const elsewhere = again(first, { point: 'door' });
    const later = again(first, { device: 'reader-2' });
    expect(await verdicts(elsewhere, later)).to.deep.equal(['grant permitted', 'deny already_used']);
    expect((await events(database.pool)).find(({ reason }) => reason === 'already_used')?.rule).to.equal(
      null,
    );
  });

  it("the next step's code of the same holder is another code", async () => {
    const first = grant();
    expect(await verdicts(first, again(first, { step: (first.step ?? 0) + 30 }))).to.deep.equal([
      'grant permitted',
      'grant permitted',
    ]);
  });

  it('the same device gets the same answer for 3 s and not longer', async () => {
    const first = grant();
    const [kept] = await record(first);
    const [held] = await record(again(first, { at: NOON + 3_000 }));
    expect(held).to.deep.equal({ ...kept, fresh: false });
    expect(await verdicts(again(first, { at: NOON + 3_001 }))).to.deep.equal(['deny already_used']);
  });

  it('another device at the point is refused in the same instant', async () => {
    const first = grant();
    expect(await verdicts(first, again(first, { device: 'reader-2' }))).to.deep.equal([
      'grant permitted',
      'deny already_used',
    ]);
  });

  it('a request is stored once: asked again it gets the stored answer, however late', async () => {
    const denied = grant({ outcome: 'deny', reason: 'outside_hours', rule: undefined });
    const [first] = await record(denied);
    const [second] = await record({ ...denied, outcome: 'grant', reason: 'permitted', at: NOON + 3_600_000 });
    expect(second).to.deep.equal({ ...first, fresh: false });
    expect(await events(database.pool)).to.have.length(1);
  });

  it('a request id that stands for another scan is refused, so that no device is given another code’s answer', async () => {
    const first = grant();
    await record(first);
    const counted = grant({ requestId: first.requestId, at: NOON + 86_400_000 });
    const refused = await recordEvents(database.pool, [counted, grant()]);
    expect(refused[0]).to.be.instanceOf(Problem).with.property('code', 'request_id_reused');
    expect(refused[1]).to.include({ outcome: 'grant', fresh: true });
    expect(await events(database.pool)).to.have.length(2);
  });

  it('a yes to a text of another system is given again for that text only, not for rubbish with its request id', async () => {
    const nameless = { handle: undefined, step: undefined };
    const digest = Buffer.alloc(32, 1);
    const foreign = grant({
      ...nameless,
      reason: 'permitted_by_origin',
      origin: 'old',
      foreignDigest: digest,
    });
    await record(foreign);
    expect(await verdicts(foreign)).to.deep.equal(['grant permitted_by_origin kept']);
    const tomorrow = {
      at: NOON + 86_400_000,
      outcome: 'deny',
      reason: 'unreadable',
      origin: undefined,
    } as const;
    for (const foreignDigest of [undefined, Buffer.alloc(32, 2)]) {
      const rubbish = { ...foreign, ...tomorrow, foreignDigest };
      expect((await recordEvents(database.pool, [rubbish]))[0]).to.include({ code: 'request_id_reused' });
    }
  });

  it('what was let in with everybody is not let in again by its request id once the point is released no more', async () => {
    const released = grant({ reason: 'released', handle: undefined, step: undefined });
    await record(released);
    expect(await verdicts(released)).to.deep.equal(['grant released kept']);
    const later = { ...released, at: NOON + 86_400_000, outcome: 'deny', reason: 'unreadable' } as const;
    expect((await recordEvents(database.pool, [later]))[0]).to.include({ code: 'request_id_reused' });
  });

  it('request ids are the device’s own', async () => {
    const mine = grant({ requestId: 'one' });
    const theirs = grant({ requestId: 'one', device: 'reader-2' });
    expect(await verdicts(mine, theirs)).to.deep.equal(['grant permitted', 'grant permitted']);
  });

  it('duplicates inside one batch are settled like those before it', async () => {
    const code = grant();
    const batch = [code, { ...code }, again(code), again(code, { device: 'reader-2' }), grant()];
    expect(await verdicts(...batch)).to.deep.equal([
      'grant permitted',
      'grant permitted kept',
      'grant permitted kept',
      'deny already_used',
      'grant permitted',
    ]);
    expect(await events(database.pool)).to.have.length(3);
  });

  for (const [what, reason] of [
    ['superseded', 'superseded'],
    ['frozen', 'credential_frozen'],
    ['suspended', 'credential_suspended'],
    ['revoked', 'credential_revoked'],
  ] as const) {
    it(`a grant to a handle that is ${what} by now is stored as a refusal, without its rule`, async () => {
      const scan = grant();
      await voided(scan.handle, what);
      expect(await verdicts(scan)).to.deep.equal([`deny ${reason}`]);
      expect((await events(database.pool))[0]?.rule).to.equal(null);
    });
  }

  it('a void that is over, of other groups, of another handle or of another campus takes nothing away', async () => {
    const [over, groups, other, foreign] = [grant(), grant(), grant(), grant()];
    await database.pool.query(
      "insert into campuses (number, slug, file, file_digest) values (8, 'eight', '{}', '') on conflict do nothing",
    );
    await voided(over.handle, 'revoked', NOON);
    await voided(groups.handle, { groups: [1, 2] });
    await voided('f'.repeat(16), 'revoked');
    await voided(foreign.handle, 'revoked', NOON + 60_000, 8);
    expect(await verdicts(over, groups, other, foreign)).to.deep.equal(Array(4).fill('grant permitted'));
  });

  it('a void leaves the reason of a refusal as it is', async () => {
    const scan = grant({ outcome: 'deny', reason: 'outside_hours', rule: 'night' });
    await voided(scan.handle, 'revoked');
    expect(await verdicts(scan)).to.deep.equal(['deny outside_hours']);
  });

  it('a held code that is void meanwhile no longer gets its answer again', async () => {
    const scan = grant();
    await record(scan);
    await voided(scan.handle, 'revoked');
    expect(await verdicts(again(scan, { at: NOON + 500 }))).to.deep.equal(['deny credential_revoked']);
  });

  it('a released point uses nothing up and asks about no void', async () => {
    const scan = grant({ reason: 'released', step: undefined });
    await voided(scan.handle, 'revoked');
    const permitted = again(grant({ handle: scan.handle }), { reason: 'permitted' });
    expect(await verdicts(scan, again(scan), again(scan, { device: 'reader-2' }))).to.deep.equal(
      Array(3).fill('grant released'),
    );
    await database.pool.query('truncate voids');
    expect(await verdicts(permitted)).to.deep.equal(['grant permitted']);
  });

  it('what proved nothing is stored without handle and step, as often as it is shown', async () => {
    const rubbish = grant({ outcome: 'deny', reason: 'unreadable', handle: undefined, step: undefined });
    expect(await verdicts(rubbish, again(rubbish))).to.deep.equal(['deny unreadable', 'deny unreadable']);
  });
});
