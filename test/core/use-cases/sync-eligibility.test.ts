import { expect } from 'chai';
import { Problem } from '../../../core/domain/problem.js';
import type { EligibilitySource } from '../../../core/hooks/hook-map.js';
import { findPersonByLogin, openPersonal } from '../../../core/store/people.js';
import { issueCode } from '../../../core/use-cases/issue-code.js';
import { showCard } from '../../../core/use-cases/show-card.js';
import { readable } from '../../support/readable.js';
import { manyStaff, type SyncCampus, sourceOf, staff, startSyncCampus } from './sync-campus.js';

const CHANGES = { full: false };

describe('syncEligibility', () => {
  let campus: SyncCampus;
  beforeEach(async () => {
    campus = await startSyncCampus();
  });
  afterEach(() => campus.stop());

  const codeAnswer = async (token: string) => {
    try {
      await issueCode(campus.context, campus.snapshot(), token);
      return 'a code';
    } catch (error) {
      return error instanceof Problem ? error.code : String(error);
    }
  };
  const voidsOnBothNodes = async () => {
    await campus.otherNode.follow();
    const nodes = [campus.context.snapshots, campus.otherNode];
    return nodes.map((node) => [...(node.byNumber(1)?.bundle.voids.values() ?? [])]);
  };
  const census = () =>
    campus.rows(
      `select (select jsonb_agg(p.xmin::text order by p.id) from people p) as people,
              (select jsonb_agg(c.xmin::text order by c.id) from credentials c) as credentials,
              (select jsonb_agg(h.xmin::text order by h.handle) from handles h) as handles,
              (select n from campus_feed where campus = 1) as feed, (select count(*) from audit) as audit`,
    );

  it('brings people in, sealed, and gives each the credential that the record earns', async () => {
    const cases: [string, Record<string, unknown>, string][] = [
      ['H1', {}, 'active eligible'],
      ['H2', { dutyConfirmed: undefined }, 'pending duty_not_confirmed'],
      [
        'H3',
        { appointments: [{ from: '2020-01-01', until: '2026-11-21' }] },
        'revoked not_current_appointee',
      ],
      ['H4', { appointments: [{ from: '2026-11-23' }] }, 'revoked not_current_appointee'],
      ['H5', { entity: 'NONHKU' }, 'revoked entity_not_covered'],
      ['H6', { card: 'reported_lost' }, 'revoked card_not_current'],
      ['H7', { card: 'replaced' }, 'revoked card_not_current'],
      ['H8', { affiliation: 'student' }, 'revoked affiliation_not_covered'],
    ];
    const records = cases.map(([sourceKey, more], index) => staff(index + 1, { ...more, sourceKey }));
    const report = await campus.sync(sourceOf(records));
    expect(report).to.deep.equal({
      outcome: 'applied',
      counts: { seen: 8, new: 8, changed: 0, left: 0, refused: 0, unchanged: 0 },
      problems: [],
    });
    for (const [sourceKey, , wanted] of cases)
      expect(await campus.credential(sourceKey), sourceKey).to.equal(wanted);
    const { context } = campus;
    const stored = await campus.rows<{ personal: Buffer; text: string }>(
      'select personal, people::text as text from people',
    );
    for (const { text } of stored)
      expect(readable(text, ['Staff 1', 'staff1', 'hku.test', 'Prof. HEAD'])).to.deep.equal([]);
    expect(stored.map(({ personal }) => openPersonal(context.vault, personal).name)).to.include('Staff 1');
  });

  it('tells a person without a code the sentence, contact and links of the campus file', async () => {
    await campus.sync(sourceOf([staff(1, { card: 'reported_lost' }), staff(2, { affiliation: 'student' })]));
    const card = await showCard(campus.context, campus.snapshot(), await campus.person('H1'), 'staff');
    expect(card).to.include({ state: 'revoked', reason: 'card_not_current' });
    expect(card.sentence?.en).to.include('reported lost');
    expect(card.contact).to.not.equal(null);
    expect(card.links).to.not.deep.equal([]);
    const student = await showCard(campus.context, campus.snapshot(), await campus.person('H2'), 'student');
    expect(student).to.include({ state: 'revoked', reason: 'affiliation_not_covered' });
  });

  it('ends the codes of who left after one pull, on every node', async () => {
    await campus.sync(sourceOf(manyStaff(10)));
    const { token, handle } = await campus.showCode('H3');
    const others = manyStaff(10).filter(({ sourceKey }) => sourceKey !== 'H3');
    expect((await campus.sync(sourceOf(others))).counts).to.include({ left: 1, unchanged: 9 });
    expect(await campus.credential('H3')).to.equal('revoked left_source');
    expect(await codeAnswer(token)).to.equal('credential_revoked');
    for (const voids of await voidsOnBothNodes()) {
      expect(voids.map((one) => [one.handle, one.what])).to.deep.equal([[handle, 'revoked']]);
    }
    expect(await campus.rows("select detail from audit where action = 'credential.revoked'")).to.deep.equal([
      { detail: { reason: 'left_source', was: 'active', wasReason: 'eligible' } },
    ]);
  });

  it('gives a new handle to who comes back the same day; the old one stays void', async () => {
    await campus.sync(sourceOf(manyStaff(2)));
    const { token, handle } = await campus.showCode('H1');
    await campus.sync(sourceOf([{ sourceKey: 'H1', left: true }], CHANGES));
    const back = await campus.sync(sourceOf([staff(1)], CHANGES));
    expect(back.counts).to.include({ changed: 1, new: 0 });
    expect(await codeAnswer(token)).to.equal('a code');
    const handles = await campus.rows<{ handle: string; open: boolean }>(
      'select handle, voided_at is null as open from handles order by 2',
    );
    expect(handles.map(({ open }) => open)).to.deep.equal([false, true]);
    expect(handles[0]?.handle).to.equal(handle);
  });

  it('writes nothing for a feed that did not change', async () => {
    const records = manyStaff(20);
    await campus.sync(sourceOf(records));
    await campus.showCode('H1');
    const before = await census();
    const report = await campus.sync(sourceOf(records));
    expect(report.outcome).to.equal('unchanged');
    expect(report.counts).to.include({ seen: 20, unchanged: 20 });
    expect(await census()).to.deep.equal(before);
    expect((await campus.sync(sourceOf([], CHANGES))).outcome).to.equal('unchanged');
    expect(await census()).to.deep.equal(before);
  });

  it('keeps who waits for the confirmation pending, then active; once active a lost right is revoked', async () => {
    const waiting = staff(1, { dutyConfirmed: undefined });
    await campus.sync(sourceOf([waiting]));
    expect(await campus.credential('H1')).to.equal('pending duty_not_confirmed');
    await campus.sync(sourceOf([staff(1)]));
    expect(await campus.credential('H1')).to.equal('active eligible');
    await campus.sync(sourceOf([waiting]));
    expect(await campus.credential('H1')).to.equal('revoked duty_not_confirmed');
  });

  it('never undoes what a person decided', async () => {
    await campus.sync(sourceOf(manyStaff(3)));
    const held = ['frozen capture_reported', 'suspended by_admin', 'revoked by_admin'];
    for (const [index, words] of held.entries()) {
      const [state, reason] = words.split(' ');
      const person = await campus.person(`H${index + 1}`);
      await campus.rows('update credentials set state = $2, reason = $3 where person = $1', [
        person,
        state,
        reason,
      ]);
    }
    const lost = manyStaff(3).map((one) => ({ ...one, card: 'reported_lost' }));
    for (const records of [lost, manyStaff(3), []]) {
      await campus.sync(sourceOf(records, CHANGES));
      for (const [index, words] of held.entries())
        expect(await campus.credential(`H${index + 1}`)).to.equal(words);
    }
  });

  it('carries changed groups to codes already shown', async () => {
    await campus.sync(sourceOf([staff(1)]));
    const { handle, token } = await campus.showCode('H1');
    const numbers = new Map(campus.snapshot().source.groups.map(({ id, number }) => [id, number]));
    const both = [numbers.get('staff'), numbers.get('main-library-staff')];
    await campus.sync(sourceOf([staff(1, { unit: 'Main Library' })]));
    for (const voids of await voidsOnBothNodes()) {
      expect(voids.map((one) => [one.handle, one.what])).to.deep.equal([[handle, { groups: both }]]);
    }
    expect(await campus.rows('select handle, groups from handles')).to.deep.equal([{ handle, groups: both }]);
    expect(await codeAnswer(token)).to.equal('a code');
    await campus.sync(sourceOf([staff(1)]));
    expect((await voidsOnBothNodes())[1]?.[0]?.what).to.deep.equal({ groups: [numbers.get('staff')] });
  });

  describe('stops', () => {
    const stopped = async (source: EligibilitySource) => {
      const before = await campus.rows('select id, changed_at, left_at from people order by id');
      const { outcome, problems } = await campus.sync(source);
      expect(await campus.rows('select id, changed_at, left_at from people order by id')).to.deep.equal(
        before,
      );
      return `${outcome} ${problems[0]?.path}`;
    };
    beforeEach(() => campus.sync(sourceOf(manyStaff(100), { cursor: 'first' })));

    it('a feed that is cut short, and takes nobody for a leaver', async () => {
      expect(await stopped(sourceOf(manyStaff(50)))).to.equal('stopped too_many_leavers');
      expect(await stopped(sourceOf(manyStaff(94)))).to.equal('stopped too_many_leavers');
      expect((await campus.sync(sourceOf(manyStaff(95)))).counts).to.include({ left: 5 });
    });

    it('by the share of its source', async () => {
      expect(await stopped(sourceOf(manyStaff(89), { dropLimit: 0.1 }))).to.equal('stopped too_many_leavers');
      expect((await campus.sync(sourceOf(manyStaff(90), { dropLimit: 0.1 }))).counts).to.include({
        left: 10,
      });
    });

    it('a full feed that is empty, however few people are known', async () => {
      expect(await stopped(sourceOf([]))).to.equal('stopped nothing_came');
    });

    it('a feed of another length than it announced', async () => {
      expect(await stopped(sourceOf(manyStaff(99), { announced: 100 }))).to.equal('stopped count_differs');
    });

    it('a feed in which over one in twenty cannot be read', async () => {
      const spoilt = (bad: number) =>
        manyStaff(100).map((one, index) => (index < bad ? { ...one, card: 'Q' } : one));
      expect(await stopped(sourceOf(spoilt(6)))).to.equal('stopped too_many_refused');
      expect((await campus.sync(sourceOf(spoilt(5)))).outcome).to.equal('unchanged');
    });

    it('once in the audit, with the reason in pulls and the cursor where it was', async () => {
      await stopped(sourceOf(manyStaff(50), { cursor: 'second' }));
      await stopped(sourceOf(manyStaff(50), { cursor: 'second' }));
      const [pull] = await campus.rows<{ cursor: string; outcome: string; why: string }>(
        "select cursor, outcome, problems -> 0 ->> 'path' as why from pulls",
      );
      expect(pull).to.deep.equal({ cursor: 'first', outcome: 'stopped', why: 'too_many_leavers' });
      expect(await campus.rows("select 1 from audit where action = 'eligibility.stopped'")).to.have.length(1);
    });
  });

  it('puts a record aside that it cannot read: by place and path, its person kept, nothing of it repeated', async () => {
    await campus.sync(sourceOf(manyStaff(40)));
    const records = manyStaff(40).map((one, index) => {
      if (index === 7) return { at: 'line 9', record: { ...one, email: 'not an address', card: 'Q' } };
      return index === 8 ? { ...one, 'secret field': 'x' } : one;
    });
    const { outcome, counts, problems } = await campus.sync(sourceOf(records));
    expect(outcome).to.equal('unchanged');
    expect(counts).to.include({ seen: 40, refused: 2, left: 0 });
    expect(problems.map(({ at, path }) => [at, path])).to.deep.equal([
      ['line 9', 'email'],
      ['line 9', 'card'],
      ['record 9', ''],
    ]);
    expect(JSON.stringify(problems)).to.not.match(/not an address|secret field|"Q"/);
    expect(await campus.credential('H8')).to.equal('active eligible');
  });

  it('records a source that fails by its code, and keeps people and cursor', async () => {
    await campus.sync(sourceOf(manyStaff(3)));
    const before = await census();
    const failing: EligibilitySource = {
      ...sourceOf([]),
      async *pull() {
        yield [staff(9)];
        throw Object.assign(new Error('password is swordfish'), { code: 'outbound_timeout' });
      },
    };
    const report = await campus.sync(failing);
    expect(report).to.deep.include({ outcome: 'failed' });
    expect(report.problems[0]?.path).to.equal('outbound_timeout');
    expect(await census()).to.deep.equal(before);
    expect(await campus.rows('select cursor, outcome from pulls')).to.deep.equal([
      { cursor: 'next', outcome: 'failed' },
    ]);
  });

  it('leaves a source behind that hangs when the plugin is disabled', async () => {
    const stopping = new AbortController();
    const hanging: EligibilitySource = {
      ...sourceOf([]),
      async *pull() {
        stopping.abort();
        return new Promise(() => undefined);
      },
    };
    expect((await campus.sync(hanging, stopping.signal)).outcome).to.equal('failed');
    expect(await campus.rows('select 1 from pulls')).to.deep.equal([]);
    expect((await campus.sync(sourceOf(manyStaff(1)))).outcome).to.equal('applied');
  });

  it('lets two pulls of one source take turns: the second begins where the first ended', async () => {
    const cursors: (string | null)[] = [];
    const source: EligibilitySource = {
      ...sourceOf([]),
      async *pull(cursor) {
        cursors.push(cursor);
        yield manyStaff(50);
        return { full: true, cursor: `${cursors.length}` };
      },
    };
    const reports = await Promise.all([campus.sync(source), campus.sync(source)]);
    expect(reports.map(({ outcome }) => outcome).sort()).to.deep.equal(['applied', 'unchanged']);
    expect(cursors).to.deep.equal([null, '1']);
    expect(await campus.rows('select count(*) as n from people')).to.deep.equal([{ n: 50 }]);
  });

  it('takes the last word of a pull about a person who comes twice', async () => {
    const lost = staff(1, { card: 'reported_lost' });
    await campus.sync(
      sourceOf([staff(1), lost, staff(2), { sourceKey: 'H2', left: true }, staff(3)], CHANGES),
    );
    expect(await campus.credential('H1')).to.equal('revoked card_not_current');
    expect(await campus.rows('select count(*) as n from people')).to.deep.equal([{ n: 2 }]);
  });

  it('keeps the people of two sources apart', async () => {
    await campus.sync(sourceOf(manyStaff(10)));
    const register = { ...sourceOf([staff(50, { affiliation: 'student' })]), name: 'register' };
    expect((await campus.sync(register)).counts).to.include({ new: 1, left: 0 });
    expect(
      await campus.rows('select source, count(*) as n from people group by source order by 1'),
    ).to.deep.equal([
      { source: 'test/feed', n: 10 },
      { source: 'test/register', n: 1 },
    ]);
  });

  it('finds a person by login name without regard to case, and never guesses between two', async () => {
    await campus.sync(sourceOf([staff(1), staff(2, { loginName: 'STAFF1', affiliation: 'student' })]));
    const { pool, vault } = campus.context;
    const find = (name: string, affiliation?: 'staff' | 'student') =>
      findPersonByLogin(pool, vault, 1, name, affiliation);
    expect(await find('Staff1')).to.equal(null);
    expect(await find('Staff1', 'staff')).to.equal(await campus.person('H1'));
    expect(await find('staff1', 'student')).to.equal(await campus.person('H2'));
    await campus.sync(sourceOf([{ sourceKey: 'H2', left: true }], CHANGES));
    expect(await find('staff1')).to.equal(await campus.person('H1'));
    expect(await find('nobody')).to.equal(null);
  });
});
