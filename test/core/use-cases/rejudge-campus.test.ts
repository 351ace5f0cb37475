import { expect } from 'chai';
import { campusDay } from '../../../core/domain/campus-day.js';
import { issueCode } from '../../../core/use-cases/issue-code.js';
import { judgeAgain } from '../../../core/use-cases/judge-again.js';
import { rejudgeCampus } from '../../../core/use-cases/rejudge-campus.js';
import { manyStaff, NOON, type SyncCampus, sourceOf, staff, startSyncCampus } from './sync-campus.js';

const DAY = 86_400_000;

describe('judging again', () => {
  let campus: SyncCampus;
  beforeEach(async () => {
    campus = await startSyncCampus();
  });
  afterEach(() => campus.stop());

  const rejudge = () => rejudgeCampus(campus.context, campus.snapshot());
  const judge = async (key: string) => {
    const { state, reason } = await judgeAgain(campus.context, campus.snapshot(), await campus.person(key));
    return `${state} ${reason}`;
  };
  const census = () =>
    campus.rows(
      `select (select jsonb_agg(p.xmin::text || p.xmax::text order by p.id) from people p) as people,
              (select jsonb_agg(c.xmin::text || c.xmax::text order by c.id) from credentials c) as credentials,
              (select n from campus_feed where campus = 1) as feed, (select count(*) from audit) as audit`,
    );

  it('ends an appointment after its last day, with no word from HR', async () => {
    await campus.sync(
      sourceOf([staff(1, { appointments: [{ from: '2020-01-01', until: '2026-11-22' }] }), staff(2)]),
    );
    const { handle } = await campus.showCode('H1');
    expect(await judge('H1')).to.equal('active eligible');
    campus.clock.now = NOON + 12 * 3_600_000;
    expect(campusDay('Asia/Hong_Kong', campus.clock.now)).to.equal('2026-11-23');
    expect(await judge('H1')).to.equal('revoked not_current_appointee');
    expect(await judge('H2')).to.equal('active eligible');
    expect([...campus.snapshot().bundle.voids.keys()]).to.deep.equal([handle]);
  });

  it('begins an appointment on its first day', async () => {
    await campus.sync(sourceOf([staff(1, { appointments: [{ from: '2026-11-23' }] })]));
    expect(await campus.credential('H1')).to.equal('revoked not_current_appointee');
    campus.clock.now = NOON + DAY;
    await rejudge();
    expect(await campus.credential('H1')).to.equal('active eligible');
  });

  it('stops between two batches when its job has to, and begins again as if nothing had been', async () => {
    await campus.sync(sourceOf([staff(1, { appointments: [{ from: '2026-11-23' }] })]));
    campus.clock.now = NOON + DAY;
    const stopped = AbortSignal.abort(new Error('the hub stops'));
    const end = await rejudgeCampus(campus.context, campus.snapshot(), stopped).catch(
      (error: Error) => error,
    );
    expect(end).to.include({ message: 'the hub stops' });
    expect(await campus.credential('H1')).to.equal('revoked not_current_appointee');
    await rejudge();
    expect(await campus.credential('H1')).to.equal('active eligible');
  });

  it('gives no code for today to whose appointment ended yesterday', async () => {
    await campus.sync(sourceOf([staff(1, { appointments: [{ from: '2020-01-01', until: '2026-11-22' }] })]));
    const { token } = await campus.showCode('H1');
    campus.clock.now = NOON + 12 * 3_600_000;
    const refused = await issueCode(campus.context, campus.snapshot(), token).catch(
      (error: unknown) => error,
    );
    expect(refused).to.include({ code: 'credential_revoked' });
  });

  it('writes nothing where nothing changed', async () => {
    await campus.sync(
      sourceOf([...manyStaff(30), staff(31, { entity: 'NONHKU' }), staff(32, { dutyConfirmed: undefined })]),
    );
    const before = await census();
    await rejudge();
    expect(await judge('H1')).to.equal('active eligible');
    expect(await judge('H31')).to.equal('revoked entity_not_covered');
    expect(await judge('H32')).to.equal('pending duty_not_confirmed');
    expect(await census()).to.deep.equal(before);
  });

  it('follows a campus file: an entity that is not covered any more, a group by login name', async () => {
    await campus.sync(sourceOf([staff(1), staff(2, { entity: 'SPACE' })]));
    const { handle } = await campus.showCode('H1');
    await campus.apply((file) => {
      file.eligibility.excludedEntities.push('SPACE');
      file.groups.push({ id: 'named', name: { en: 'Named' }, members: { loginName: ['Staff1'] } });
      file.rules.push({
        id: 'named-gate',
        effect: 'allow',
        groups: ['named'],
        points: ['main-library-gate'],
        areas: [],
      });
    });
    await rejudge();
    expect(await campus.credential('H2')).to.equal('revoked entity_not_covered');
    const numbers = campus.snapshot().source.groups.filter(({ id }) => id === 'staff' || id === 'named');
    const groups = numbers.map(({ number }) => number);
    expect(campus.snapshot().bundle.voids.get(handle)?.what).to.deep.equal({ groups });
  });

  it('never undoes what a person decided, and says who has no record', async () => {
    await campus.sync(sourceOf([staff(1)]));
    await campus.rows("update credentials set state = 'frozen', reason = 'shared'");
    await rejudge();
    expect(await judge('H1')).to.equal('frozen shared');
    const nobody = await judgeAgain(
      campus.context,
      campus.snapshot(),
      '00000000-0000-4000-8000-000000000000',
    ).catch((error: unknown) => error);
    expect(nobody).to.include({ code: 'no_credential' });
  });

  it('lets a set stand for more groups than a code has room for', async () => {
    await campus.apply((file) => {
      for (let index = 0; index < 13; index += 1) {
        file.groups.push({ id: `g${index}`, name: { en: 'G' }, members: { unit: ['Crowded'] } });
        file.rules.push({
          id: `r${index}`,
          effect: 'allow',
          groups: [`g${index}`],
          points: ['main-library-gate'],
          areas: [],
        });
      }
    });
    const version = campus.snapshot().bundle.version;
    await campus.sync(sourceOf([staff(1, { unit: 'Crowded' }), staff(2, { unit: 'Crowded' }), staff(3)]));
    const groups = () =>
      campus.rows<{ groups: number[] }>('select groups from people order by cardinality(groups), groups');
    const [set] = await campus.rows<{ number: number; id: string }>(
      "select number, id from groups where id like 'set:%'",
    );
    expect(set?.id.split(',')).to.have.length(14);
    expect((await groups()).filter((row) => row.groups[0] === set?.number)).to.have.length(2);
    expect(campus.snapshot().bundle.version).to.equal(version + 1);
    const before = await census();
    await rejudge();
    expect(await judge('H1')).to.equal('active eligible');
    expect(await census()).to.deep.equal(before);
  });
});
