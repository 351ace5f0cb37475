import { expect } from 'chai';
import { cancelVisit } from '../../../../core/use-cases/visits/cancel-visit.js';
import { changeVisit } from '../../../../core/use-cases/visits/change-visit.js';
import { copyLink } from '../../../../core/use-cases/visits/copy-link.js';
import { decideVisit } from '../../../../core/use-cases/visits/decide-visit.js';
import type { Host } from '../../../../core/use-cases/visits/host.js';
import { issueVisitCode } from '../../../../core/use-cases/visits/issue-visit-code.js';
import { listRequested } from '../../../../core/use-cases/visits/list-requested.js';
import { listVisits } from '../../../../core/use-cases/visits/list-visits.js';
import { openLink } from '../../../../core/use-cases/visits/open-link.js';
import { readVisit } from '../../../../core/use-cases/visits/read-visit.js';
import { requestVisit } from '../../../../core/use-cases/visits/request-visit.js';
import { showPass } from '../../../../core/use-cases/visits/show-pass.js';
import { readable } from '../../../support/readable.js';
import {
  foreign,
  HOUR,
  mainland,
  NOW,
  problemOf,
  startVisitCampus,
  type VisitCampus,
} from './visit-campus.js';

const PUBLIC = 'http://hub.test';

describe('the life of a visit', () => {
  let campus: VisitCampus;
  before(async () => {
    campus = await startVisitCampus();
  });
  after(() => campus?.stop());
  beforeEach(() => {
    campus.clock.now = NOW;
  });

  const decide = (id: string, approve: boolean, by = campus.approver) =>
    decideVisit(campus.context, campus.snapshot(), by, id, {
      approve,
      note: approve ? undefined : 'Not today',
    });
  const change = (id: string, from: number, until: number, by = campus.host) =>
    changeVisit(campus.context, campus.snapshot(), by, id, { from, until });
  const cancel = (id: string, by = campus.host) => cancelVisit(campus.context, campus.snapshot(), by, id, {});
  const kinds = async (visit: string) =>
    (await campus.messages(visit)).map(({ kind, state }) => `${kind} ${state}`);
  const approvedForeign = async () => {
    const visit = await campus.visit(foreign(NOW));
    return decide(visit.id, true);
  };

  it('tells whoever reads it whether it is their own, whatever their names are', async () => {
    const { id, own } = await campus.visit();
    expect(own).to.equal(true);
    const read = (by: Host) => readVisit(campus.context, campus.snapshot(), by, id);
    expect((await read(campus.host)).own).to.equal(true);
    const namesake = { ...campus.approver, displayName: campus.host.displayName };
    expect((await read(namesake)).own).to.equal(false);
  });

  it('has at most twenty copied links that are good at once, however many are asked for in one instant', async () => {
    const { id } = await campus.visit();
    const copy = () =>
      copyLink(campus.context, campus.snapshot(), campus.host, { visit: id, publicUrl: PUBLIC });
    const asked = await Promise.all(Array.from({ length: 24 }, () => problemOf(copy())));
    expect(asked.filter((code) => code === 'none')).to.have.length(20);
    expect(asked.filter((code) => code === 'too_many_links')).to.have.length(4);
    // Of another visit, and of a message, there are others.
    const other = await campus.visit(mainland(NOW, '13800000077'));
    const ask = { visit: other.id, publicUrl: PUBLIC };
    expect((await copyLink(campus.context, campus.snapshot(), campus.host, ask)).url).to.contain('/v/');
  });

  it('names nobody in the database: purpose, names, numbers and addresses rest sealed', async () => {
    await campus.visit();
    await approvedForeign();
    const tables = ['visits', 'visitors', 'messages', 'audit', 'outbox', 'visit_links'];
    const words = ['Wang Xiaoming', '13800000001', 'Ines Duarte', 'visitors.test', 'Seminar', 'Host H1'];
    for (const table of tables) {
      const [row] = await campus.rows<{ text: string }>(
        `select string_agg(t::text, ' ') as text from ${table} t`,
      );
      expect(readable(row?.text, words), table).to.deep.equal([]);
    }
  });

  it('waits for an approver where the campus says so, tells nobody before, then visitor and host', async () => {
    const visit = await campus.visit(foreign(NOW));
    expect([visit.state, await kinds(visit.id)]).to.deep.equal(['requested', []]);
    const waiting = await listRequested(campus.context, campus.snapshot(), campus.approver, { limit: 10 });
    expect(waiting.visits.map(({ id }) => id)).to.include(visit.id);
    expect((await decide(visit.id, true)).state).to.equal('approved');
    expect((await kinds(visit.id)).sort()).to.deep.equal([
      'visit-approved queued',
      'visit-invitation queued',
    ]);
    expect((await decide(visit.id, true)).state).to.equal('approved');
    expect(await problemOf(decide(visit.id, false))).to.equal('visit_decided');
    expect(await kinds(visit.id)).to.have.length(2);
  });

  it('that its host changes while an approver reads it is not approved unread', async () => {
    const visit = await campus.visit(foreign(NOW));
    await change(visit.id, NOW, NOW + 2 * HOUR);
    const read = { approve: true, version: visit.version };
    const late = decideVisit(campus.context, campus.snapshot(), campus.approver, visit.id, read);
    expect(await problemOf(late)).to.equal('visit_changed');
    const again = { approve: true, version: visit.version + 1 };
    const { state } = await decideVisit(campus.context, campus.snapshot(), campus.approver, visit.id, again);
    expect(state).to.equal('approved');
  });

  it('tells its host what an approver noted, and no visitor; a visitor reads why it was called off', async () => {
    const visit = await campus.visit(foreign(NOW));
    const noted = { approve: true, note: 'Keep an eye on her' };
    await decideVisit(campus.context, campus.snapshot(), campus.approver, visit.id, noted);
    const notes = async () =>
      (await campus.messages(visit.id)).map(({ kind, note }) => [kind, note ?? '']).sort();
    expect(await notes()).to.deep.equal([
      ['visit-approved', 'Keep an eye on her'],
      ['visit-invitation', ''],
    ]);
    await campus.rows("update messages set state = 'accepted', content = null where visit = $1", [visit.id]);
    await cancelVisit(campus.context, campus.snapshot(), campus.host, visit.id, {
      note: 'The hall is closed',
    });
    expect(await notes()).to.deep.include(['visit-cancelled', 'The hall is closed']);
  });

  it('that is declined tells its host only, and is over for good', async () => {
    const visit = await campus.visit(foreign(NOW));
    const declined = await decide(visit.id, false);
    expect([declined.state, declined.note]).to.deep.equal(['declined', 'Not today']);
    expect(await kinds(visit.id)).to.deep.equal(['visit-declined queued']);
    expect(await problemOf(change(visit.id, NOW, NOW + HOUR / 2))).to.equal('visit_ended');
    expect(await problemOf(decide(visit.id, true))).to.equal('visit_ended');
  });

  it('is decided by a role, not by its host, but an administrator may', async () => {
    const ask = foreign(NOW);
    const own = await requestVisit(campus.context, campus.snapshot(), campus.approver, ask);
    expect(await problemOf(decide(own.id, true, campus.host))).to.equal('not_an_approver');
    expect(await problemOf(decide(own.id, true))).to.equal('own_visit');
    const admins = await requestVisit(campus.context, campus.snapshot(), campus.admin, ask);
    expect((await decide(admins.id, true, campus.admin)).state).to.equal('approved');
  });

  it('is nobody else’s business: to another host it is not there, an approver reads it and may not change it', async () => {
    const { id } = await campus.visit();
    const { context } = campus;
    const snapshot = campus.snapshot();
    expect(await problemOf(readVisit(context, snapshot, campus.other, id))).to.equal('visit_unknown');
    expect(await problemOf(change(id, NOW, NOW + 1000, campus.other))).to.equal('visit_unknown');
    expect(await problemOf(cancel(id, campus.other))).to.equal('visit_unknown');
    expect(await problemOf(readVisit(context, snapshot, campus.approver, id))).to.equal('none');
    expect(await problemOf(change(id, NOW, NOW + 1000, campus.approver))).to.equal('not_your_visit');
    const copy = copyLink(context, snapshot, campus.approver, { visit: id, publicUrl: PUBLIC });
    expect(await problemOf(copy)).to.equal('not_your_visit');
    expect(await problemOf(readVisit(context, snapshot, campus.host, 'x'))).to.equal('visit_unknown');
  });

  it('students may invite and may not invite groups; who is in no source may not invite', async () => {
    const ask = (by = campus.student, more = {}) =>
      problemOf(requestVisit(campus.context, campus.snapshot(), by, { ...mainland(NOW), ...more }));
    expect(await ask()).to.equal('none');
    expect(await ask(campus.student, { kind: 'group', group: { name: 'Club', size: 3 } })).to.equal(
      'not_a_group_host',
    );
    expect(await ask({ ...campus.student, affiliation: 'alum' })).to.equal('not_a_host');
    expect(await ask({ ...campus.host, person: null })).to.equal('not_a_host');
  });

  it('a change voids its codes, takes back an invitation that has not left, and sends a new one', async () => {
    const visit = await campus.visit();
    const [, link] = await Promise.all([
      0,
      copyLink(campus.context, campus.snapshot(), campus.host, { visit: visit.id, publicUrl: PUBLIC }),
    ]);
    const changed = await change(visit.id, NOW + HOUR, NOW + 2 * HOUR);
    expect([changed.version, changed.state]).to.deep.equal([1, 'approved']);
    expect(await kinds(visit.id)).to.deep.equal(['visit-invitation cancelled', 'visit-invitation queued']);
    const { session } = await openLink(campus.context, campus.snapshot(), link.url.slice(-43));
    expect((await showPass(campus.context, campus.snapshot(), session)).proven).to.equal(false);
  });

  it('a change tells who was invited already that it changed, and once', async () => {
    const visit = await campus.visit();
    await campus.rows("update messages set state = 'accepted', content = null");
    await change(visit.id, NOW + HOUR, NOW + 2 * HOUR);
    await change(visit.id, NOW + HOUR, NOW + 2 * HOUR);
    expect(await kinds(visit.id)).to.deep.equal(['visit-invitation accepted', 'visit-changed queued']);
    await change(visit.id, NOW + HOUR, NOW + 3 * HOUR);
    expect(await kinds(visit.id)).to.deep.equal([
      'visit-invitation accepted',
      'visit-changed cancelled',
      'visit-changed queued',
    ]);
  });

  it('a change beyond what an approver agreed to waits for one again, a narrower one does not', async () => {
    const visit = await approvedForeign();
    await campus.rows("update messages set state = 'accepted', content = null");
    const session = await campus.session(visit);
    const { text } = await issueVisitCode(campus.context, campus.snapshot(), session);
    expect(await campus.shows(text)).to.equal('grant permitted');
    expect((await change(visit.id, NOW, NOW + HOUR / 2)).state).to.equal('approved');
    expect(await campus.shows(text)).to.equal('deny superseded');
    const beyond = await change(visit.id, NOW, NOW + 2 * HOUR);
    expect(beyond.state).to.equal('requested');
    expect(await problemOf(issueVisitCode(campus.context, campus.snapshot(), session))).to.equal(
      'pass_not_open',
    );
    await decide(visit.id, true);
    const again = await issueVisitCode(campus.context, campus.snapshot(), session);
    expect(await campus.shows(again.text)).to.equal('grant permitted');
    expect((await kinds(visit.id)).filter((kind) => kind.startsWith('visit-changed'))).to.have.length(2);
  });

  it('that was approved, changed and then declined is called off to who was invited', async () => {
    const visit = await approvedForeign();
    await campus.rows("update messages set state = 'accepted', content = null");
    await change(visit.id, NOW, NOW + 2 * HOUR);
    await decide(visit.id, false);
    expect(await kinds(visit.id)).to.include('visit-cancelled queued');
  });

  it('an end tells who was invited, and not who never heard of it', async () => {
    const silent = await campus.visit();
    await cancel(silent.id);
    expect(await kinds(silent.id)).to.deep.equal(['visit-invitation cancelled']);
    const told = await campus.visit();
    await campus.rows("update messages set state = 'accepted', content = null where visit = $1", [told.id]);
    await cancel(told.id);
    expect((await cancel(told.id)).state).to.equal('cancelled');
    expect(await kinds(told.id)).to.deep.equal(['visit-invitation accepted', 'visit-cancelled queued']);
  });

  it('is listed for its host page by page, soonest first or latest past first, each once', async () => {
    const ids: string[] = [];
    for (const hours of [3, 1, 2, 5, 4]) {
      const from = NOW + hours * HOUR;
      const ask = { ...mainland(NOW), from, until: from + HOUR };
      ids.push((await requestVisit(campus.context, campus.snapshot(), campus.other, ask)).id);
    }
    const read = async (when: 'coming' | 'past') => {
      const seen: string[] = [];
      let cursor: string | undefined;
      do {
        const page = await listVisits(campus.context, campus.snapshot(), campus.other, {
          when,
          limit: 2,
          cursor,
        });
        seen.push(...page.visits.map(({ id }) => id));
        cursor = page.next ?? undefined;
      } while (cursor !== undefined);
      return seen.map((id) => ids.indexOf(id));
    };
    expect(await read('coming')).to.deep.equal([1, 2, 0, 4, 3]);
    campus.clock.now = NOW + 4 * HOUR;
    expect([await read('coming'), await read('past')]).to.deep.equal([
      [4, 3],
      [0, 2, 1],
    ]);
    const bad = listVisits(campus.context, campus.snapshot(), campus.other, {
      when: 'past',
      limit: 2,
      cursor: 'x',
    });
    expect(await problemOf(bad)).to.equal('invalid_request');
  });
});
