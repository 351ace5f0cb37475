import { expect } from 'chai';
import { lockJudging } from '../../../core/store/credentials.js';
import { inTransaction } from '../../../core/store/database.js';
import { holdCredential } from '../../../core/use-cases/hold-credential.js';
import { issueCode } from '../../../core/use-cases/issue-code.js';
import { releaseCredential } from '../../../core/use-cases/release-credential.js';
import { spreadHolds } from '../../../core/use-cases/spread-holds.js';
import { type SyncCampus, sourceOf, staff, startSyncCampus } from './sync-campus.js';

describe('holding a credential', () => {
  let campus: SyncCampus;
  beforeEach(async () => {
    campus = await startSyncCampus();
  });
  afterEach(() => campus.stop());

  const tells = (name: string, records: unknown[]) => {
    campus.clock.now += 1_000;
    return campus.sync({ ...sourceOf(records, { dropLimit: 1 }), name });
  };
  const code = (token: string) =>
    issueCode(campus.context, campus.snapshot(), token).then(
      () => 'a code',
      (error: { code: string }) => error.code,
    );
  const by = { actor: 'admin:test' } as const;
  const hold = (person: string, to: 'frozen' | 'suspended' | 'revoked', reason = 'by_admin' as const) =>
    holdCredential(campus.context, campus.snapshot(), { ...by, person, to, reason });
  const report = (person: string) =>
    holdCredential(campus.context, campus.snapshot(), {
      ...by,
      person,
      to: 'frozen',
      reason: 'capture_reported',
    });
  const release = (person: string, only?: 'capture_reported') =>
    releaseCredential(campus.context, campus.snapshot(), { ...by, person, ...(only ? { only } : {}) }).then(
      ({ state, reason }) => `${state} ${reason}`,
      (error: { code: string }) => error.code,
    );

  it('voids the living handle on every node, in one change with the audit', async () => {
    await tells('soap', [staff(1)]);
    const { handle, token } = await campus.showCode('H1');
    await hold(await campus.person('H1'), 'revoked');
    await campus.otherNode.follow();
    const voids = campus.otherNode.byNumber(campus.snapshot().campus)?.bundle.voids;
    expect(voids?.get(handle)?.what).to.equal('revoked');
    expect(await code(token)).to.equal('credential_revoked');
    const audit = await campus.rows("select actor from audit where action = 'credential.revoked'");
    expect(audit).to.deep.equal([{ actor: 'admin:test' }]);
  });

  it('stops every record that tells of the person, and lets every one go again', async () => {
    await tells('soap', [staff(1)]);
    await tells('csv', [staff(1, { unit: 'Library' })]);
    const person = await campus.person('H1');
    await hold(person, 'frozen');
    const states = () => campus.rows<{ state: string }>('select distinct state from credentials');
    expect(await states()).to.deep.equal([{ state: 'frozen' }]);
    expect(await release(person)).to.equal('active eligible');
    expect(await states()).to.deep.equal([{ state: 'active' }]);
  });

  it('holds for a source that tells of the person only afterwards, and the release is of all records too', async () => {
    await tells('soap', [staff(1), staff(2)]);
    const first = await campus.person('H1');
    await hold(first, 'suspended');
    await tells('csv', [staff(1, { unit: 'Library' }), staff(2, { unit: 'Library' })]);
    const states = () =>
      campus.rows<{ state: string; reason: string; records: number }>(
        `select c.state, c.reason, count(*)::int as records from credentials c join people p on p.id = c.person
         where p.key_digest = (select key_digest from people where id = $1) group by 1, 2`,
        [first],
      );
    expect(await states()).to.deep.equal([{ state: 'suspended', reason: 'by_admin', records: 2 }]);
    expect(await campus.credential('H2')).to.equal('active eligible');
    const told = await campus.rows(
      "select actor, detail ->> 'was' as was from audit where action = 'credential.suspended' order by id",
    );
    expect(told).to.deep.equal([
      { actor: 'admin:test', was: 'active' },
      { actor: 'plugin:test', was: 'active' },
    ]);
    expect(await release(first)).to.equal('active eligible');
    expect(await states()).to.deep.equal([{ state: 'active', reason: 'eligible', records: 2 }]);
  });

  it('waits for no import, and reaches what that import is writing as soon as it ends', async () => {
    await tells('soap', [staff(1)]);
    const person = await campus.person('H1');
    const { pool } = campus.context;
    const { campus: number } = campus.snapshot();
    await inTransaction(pool, async (sql) => {
      await lockJudging(sql, number);
      await sql.query(
        `with other as (
           insert into people (campus, source, key_digest, login_digest, personal, facts, groups, record_digest)
           select campus, 'test/csv', key_digest, login_digest, personal, facts, groups, record_digest
           from people where id = $1 returning id)
         insert into credentials (campus, person, state, reason) select $2, id, 'active', 'eligible' from other`,
        [person, number],
      );
      expect(await hold(person, 'frozen')).to.equal(true);
    });
    const states = () => campus.rows('select state from credentials order by state');
    expect(await states()).to.deep.equal([{ state: 'active' }, { state: 'frozen' }]);
    expect(await campus.rows("select kind from outbox where kind = 'spread-holds'")).to.have.length(1);
    await spreadHolds(campus.context, campus.snapshot());
    expect(await states()).to.deep.equal([{ state: 'frozen' }, { state: 'frozen' }]);
  });

  it('a holder’s own way out does not lift what an administrator decided meanwhile', async () => {
    await tells('soap', [staff(1)]);
    const person = await campus.person('H1');
    expect(await report(person)).to.equal(true);
    expect(await report(person)).to.equal(false);
    expect(await hold(person, 'frozen')).to.equal(true);
    expect(await release(person, 'capture_reported')).to.equal('not_held');
    expect(await release(person)).to.equal('active eligible');
  });

  it('no source undoes it; a release stands as the record is then', async () => {
    await tells('soap', [staff(1), staff(2)]);
    const person = await campus.person('H1');
    await hold(person, 'suspended');
    await tells('soap', [staff(1, { unit: 'Library' }), staff(2)]);
    expect(await campus.credential('H1')).to.equal('suspended by_admin');
    await tells('soap', [staff(2)]);
    expect(await release(person)).to.equal('revoked left_source');
    await tells('soap', [staff(1), staff(2)]);
    expect(await campus.credential('H1')).to.equal('active eligible');
  });

  it('who waits for the confirmation of duty waits again after a release', async () => {
    await tells('soap', [staff(1, { dutyConfirmed: undefined })]);
    const person = await campus.person('H1');
    expect(await campus.credential('H1')).to.equal('pending duty_not_confirmed');
    await hold(person, 'frozen');
    expect(await release(person)).to.equal('pending duty_not_confirmed');
  });

  it('an unknown person, and one whom nothing holds, are told so', async () => {
    await tells('soap', [staff(1)]);
    expect(await release(await campus.person('H1'))).to.equal('not_held');
    const nobody = '00000000-0000-4000-8000-000000000000';
    expect(await release(nobody)).to.equal('no_credential');
    expect(await hold(nobody, 'frozen').catch((error: { code: string }) => error.code)).to.equal(
      'no_credential',
    );
  });

  it('of holds and releases at once, one after the other counts, and codes follow the last', async () => {
    await tells('soap', [staff(1)]);
    const { token } = await campus.showCode('H1');
    const person = await campus.person('H1');
    await Promise.all(
      Array.from({ length: 6 }, (_, turn) => (turn % 2 === 0 ? hold(person, 'frozen') : release(person))),
    );
    const stands = await campus.credential('H1');
    expect(await code(token)).to.equal(stands === 'active eligible' ? 'a code' : 'credential_frozen');
    const living = await campus.rows('select from handles where voided_at is null');
    expect(living.length).to.equal(stands === 'active eligible' ? 1 : 0);
  });
});
