import { expect } from 'chai';
import { createSession, findSession } from '../../../../core/store/sessions.js';
import { tokenDigest } from '../../../../core/store/token.js';
import type { Context } from '../../../../core/use-cases/context.js';
import { endSignIns } from '../../../../core/use-cases/end-sign-ins.js';
import { holdCredential } from '../../../../core/use-cases/hold-credential.js';
import { lastLogOut } from '../../../../core/use-cases/last-log-out.js';
import { actOnHolder, type HolderVerb } from '../../../../core/use-cases/people/act-on-holder.js';
import { findPeople } from '../../../../core/use-cases/people/find-people.js';
import { readPersonView } from '../../../../core/use-cases/people/read-person.js';
import { wordNames } from '../../../../core/use-cases/people/word-names.js';
import { unlinkDevice } from '../../../../core/use-cases/unlink-device.js';
import { readable } from '../../../support/readable.js';
import { type SyncCampus, sourceOf, staff, startSyncCampus } from '../sync-campus.js';

const PEOPLE = [
  staff(1, { name: 'CHAN Tai Man 陳大文' }),
  staff(2, { name: 'CHAN Siu Ming 陳小明' }),
  staff(3, { name: 'José MÜLLER' }),
];

describe('people of a campus', () => {
  let campus: SyncCampus;
  beforeEach(async () => {
    campus = await startSyncCampus();
    await campus.sync(sourceOf(PEOPLE));
  });
  afterEach(() => campus.stop());

  const find = async (text: string) => {
    const { people, ...rest } = await findPeople(campus.context, campus.snapshot(), text);
    return { names: people.map(({ displayName }) => displayName), ...rest };
  };
  const names = async (text: string) => (await find(text)).names;
  const act = async (verb: HolderVerb, of: string, by: { person?: string; isAdmin?: boolean } = {}) => {
    const helper = { actor: 'help_desk:test', person: by.person ?? null, isAdmin: by.isAdmin ?? false };
    const ask = { person: await campus.person(of), cause: 'settled' as const };
    return actOnHolder(campus.context, campus.snapshot(), { ...helper, session: undefined }, verb, ask).then(
      () => 'done',
      (error: { code: string }) => error.code,
    );
  };

  it('are found by sign-in name, by number, and by words of the name that are all there', async () => {
    expect(await names('STAFF1')).to.deep.equal(['CHAN Tai Man 陳大文']);
    expect(await names('staff1@hku.hk')).to.deep.equal(['CHAN Tai Man 陳大文']);
    expect(await names('h2')).to.deep.equal(['CHAN Siu Ming 陳小明']);
    expect(await names('chan')).to.deep.equal(['CHAN Siu Ming 陳小明', 'CHAN Tai Man 陳大文']);
    expect(await names('man  Chan')).to.deep.equal(['CHAN Tai Man 陳大文']);
    expect(await names('陳小明')).to.deep.equal(['CHAN Siu Ming 陳小明']);
    expect(await names('大文')).to.deep.equal(['CHAN Tai Man 陳大文']);
    expect(await names('jose muller')).to.deep.equal(['José MÜLLER']);
    for (const none of ['cha', 'chan jose', '!', '']) expect(await names(none), none).to.deep.equal([]);
  });

  it('are shown once though two sources tell of them, who left last, and no more than 20', async () => {
    await campus.sync({ ...sourceOf([staff(1, { name: 'CHAN Tai Man' })]), name: 'csv' });
    expect(await names('chan')).to.have.length(2);
    const many = Array.from({ length: 25 }, (_, at) => staff(at + 10, { name: `WONG Number${at}` }));
    await campus.sync(sourceOf([...PEOPLE, ...many], { dropLimit: 1 }));
    expect(await find('wong')).to.include({ more: true, unfinished: false });
    expect(await names('wong')).to.have.length(20);
    await campus.sync(sourceOf([PEOPLE[0]], { dropLimit: 1 }));
    expect((await names('chan'))[0]).to.match(/^CHAN Tai Man/);
  });

  it('who change their name are found by the new one only, and an unchanged feed writes nothing', async () => {
    await campus.sync(sourceOf([staff(1, { name: 'CHAN Tai Wai' }), ...PEOPLE.slice(1)]));
    expect([await names('man'), await names('wai')]).to.deep.equal([[], ['CHAN Tai Wai']]);
    const rows = () => campus.rows('select xmin::text, name_words from people order by id');
    const before = await rows();
    expect(
      (await campus.sync(sourceOf([staff(1, { name: 'CHAN Tai Wai' }), ...PEOPLE.slice(1)]))).outcome,
    ).to.equal('unchanged');
    expect(await rows()).to.deep.equal(before);
  });

  it('who came before the index are filled in, and a fill that was stopped goes on where it was', async () => {
    await campus.rows('update people set name_words = null');
    expect(await find('chan')).to.deep.include({ names: [], unfinished: true });
    expect(await names('staff1')).to.have.length(1);
    const stopped = new AbortController();
    stopped.abort();
    expect(await wordNames(campus.context, campus.snapshot(), stopped.signal)).to.equal(0);
    const both = await Promise.all([1, 2].map(() => wordNames(campus.context, campus.snapshot())));
    expect(both.reduce((sum, one) => sum + one, 0)).to.equal(3);
    expect(await find('chan')).to.deep.include({ unfinished: false });
    expect(await names('chan')).to.have.length(2);
    expect(await wordNames(campus.context, campus.snapshot())).to.equal(0);
  });

  it('one whose record cannot be opened keeps nobody else from being found, and is told of by number only', async () => {
    await campus.rows(
      `update people set name_words = null,
         personal = case when id = (select min(id::text)::uuid from people) then sha256('other') else personal end`,
    );
    const told: unknown[] = [];
    const log = { warn: (...line: unknown[]) => told.push(line) } as unknown as Context['log'];
    const snapshot = campus.snapshot();
    expect(await wordNames({ ...campus.context, log }, snapshot)).to.equal(2);
    expect(await wordNames({ ...campus.context, log }, snapshot)).to.equal(0);
    const line = [{ campus: snapshot.slug, records: 1 }, 'names that cannot be opened are not found'];
    expect(told).to.deep.equal([line, line]);
    expect(await find('wong')).to.include({ unfinished: true });
    const left = await campus.rows('select from people where name_words is null');
    expect(left).to.have.length(1);
  });

  it('rest without a name in clear', async () => {
    const [row] = await campus.rows<{ text: string }>(
      "select string_agg(p::text, ' ') as text from people p",
    );
    const words = ['CHAN Tai Man', 'chan tai man', '陳大文', 'MÜLLER', 'müller', 'muller', 'staff1'];
    expect(readable(row?.text, words)).to.deep.equal([]);
  });

  it('the help desk freezes and lets go, and neither revokes nor lifts a revocation', async () => {
    expect(await act('freeze', 'H1')).to.equal('done');
    expect(await act('freeze', 'H1')).to.equal('already_held');
    expect(await act('release', 'H1')).to.equal('done');
    expect(await act('revoke', 'H1')).to.equal('not_your_role');
    expect(await act('revoke', 'H1', { isAdmin: true })).to.equal('done');
    expect(await act('release', 'H1')).to.equal('not_your_role');
    expect(await campus.credential('H1')).to.equal('revoked by_admin');
    expect(await act('release', 'H1', { isAdmin: true })).to.equal('done');
    expect(await campus.credential('H1')).to.equal('active eligible');
  });

  it('nobody gives herself the right back, by whatever record of hers', async () => {
    await campus.sync({ ...sourceOf([PEOPLE[0]]), name: 'csv' });
    const records = await campus.rows<{ id: string }>(
      'select id from people where key_digest = (select key_digest from people where id = $1)',
      [await campus.person('H1')],
    );
    expect(records).to.have.length(2);
    expect(await act('freeze', 'H1')).to.equal('done');
    for (const { id } of records)
      expect(await act('release', 'H1', { person: id, isAdmin: true })).to.equal('not_yourself');
    expect(await act('release', 'H1', { person: await campus.person('H2') })).to.equal('done');
  });

  it('a page shows what was done and why, the note open, and what the codes met', async () => {
    const person = await campus.person('H1');
    const by = { person, actor: 'admin:test', to: 'frozen', reason: 'by_admin' } as const;
    await holdCredential(campus.context, campus.snapshot(), {
      ...by,
      cause: 'lost_phone',
      note: 'called at noon',
    });
    const view = await readPersonView(campus.context, campus.snapshot(), person);
    expect(view).to.deep.include({ number: 'H1', loginName: 'staff1', state: 'frozen', visits: 0 });
    expect(view?.groups.map(({ en }) => en)).to.include('Staff');
    expect(view?.history[0]).to.include({ action: 'credential.frozen', actor: 'admin:test' });
    expect(view?.history[0]?.detail).to.include({ cause: 'lost_phone', note: 'called at noon' });
    expect(view?.card.sentence?.en).to.be.a('string');
    expect(await readPersonView(campus.context, campus.snapshot(), 'nobody')).to.equal(null);
  });

  describe('whose phone is logged out', () => {
    const at = () => ({ now: campus.clock.now, seconds: 3_600 });
    const session = async (of: string) => {
      const who = { person: await campus.person(of), displayName: of, loginName: of, idToken: '-' };
      const { pool, vault } = campus.context;
      return createSession(pool, vault, 1, { ...who, affiliation: 'staff', roles: [] }, at());
    };
    const isThere = async (token: string) => {
      const { pool, vault } = campus.context;
      return (await findSession(pool, vault, 1, { token, now: campus.clock.now })) !== null;
    };
    const unlink = async (by: 'phone' | 'portal' | 'help_desk', keep?: string) =>
      unlinkDevice(campus.context, campus.snapshot(), await campus.person('H1'), by, { keep });

    it('from the portal or by the help desk are signed out everywhere but where they asked', async () => {
      for (const by of ['portal', 'help_desk'] as const) {
        await campus.showCode('H1');
        const [here, phone, another] = [await session('H1'), await session('H1'), await session('H2')];
        campus.clock.now += 1_000;
        await unlink(by, tokenDigest(here).toString('hex'));
        expect([await isThere(here), await isThere(phone), await isThere(another)]).to.deep.equal([
          true,
          false,
          true,
        ]);
        expect(await lastLogOut(campus.context, campus.snapshot(), await campus.person('H1'))).to.equal(
          campus.clock.now,
        );
      }
      const jobs = await campus.rows("select payload from outbox where kind = 'end-sign-ins'");
      expect(jobs).to.have.length(2);
    });

    it('on the phone itself stay signed in', async () => {
      await campus.showCode('H1');
      const phone = await session('H1');
      await unlink('phone');
      expect(await isThere(phone)).to.equal(true);
    });

    it('have no session left that a sign-in of a plugin began meanwhile', async () => {
      const person = await campus.person('H1');
      const told: string[] = [];
      let meanwhile = '';
      await endSignIns(campus.context, 1, { person, keep: null }, async ({ sourceKey }) => {
        told.push(sourceKey);
        meanwhile = await session('H1');
      });
      expect(told).to.deep.equal(['H1']);
      expect(await isThere(meanwhile)).to.equal(false);
    });

    it('by another record of theirs have it logged out too', async () => {
      await campus.showCode('H1');
      await campus.sync({ ...sourceOf([PEOPLE[0]]), name: 'csv' });
      const [other] = await campus.rows<{ id: string }>("select id from people where source = 'test/csv'");
      await unlinkDevice(campus.context, campus.snapshot(), other?.id ?? '', 'help_desk');
      expect(await campus.rows('select ended_by from linked_devices')).to.deep.equal([
        { ended_by: 'help_desk' },
      ]);
      expect(await campus.rows('select from handles where voided_at is null')).to.have.length(0);
    });
  });
});
