import { randomUUID } from 'node:crypto';
import { expect } from 'chai';
import { cancelVisit } from '../../../../core/use-cases/visits/cancel-visit.js';
import { copyLink } from '../../../../core/use-cases/visits/copy-link.js';
import { decideVisit } from '../../../../core/use-cases/visits/decide-visit.js';
import type { Host } from '../../../../core/use-cases/visits/host.js';
import { issueVisitCode } from '../../../../core/use-cases/visits/issue-visit-code.js';
import {
  type Expected,
  type ExpectedAsk,
  listExpected,
} from '../../../../core/use-cases/visits/list-expected.js';
import { listExpectedNamed } from '../../../../core/use-cases/visits/list-expected-named.js';
import { registerMember } from '../../../../core/use-cases/visits/register-member.js';
import { requestVisit } from '../../../../core/use-cases/visits/request-visit.js';
import {
  foreign,
  group,
  HOUR,
  mainland,
  NOW,
  problemOf,
  startVisitCampus,
  type VisitCampus,
} from './visit-campus.js';

const DAY = 24 * HOUR;

describe('who is expected', () => {
  let campus: VisitCampus;
  let guard: Host;
  beforeEach(async () => {
    campus = await startVisitCampus();
    guard = { ...campus.other, roles: ['guard'] };
  });
  afterEach(() => campus?.stop());

  const list = (by: Host, ask: Partial<ExpectedAsk> = {}) =>
    listExpected(campus.context, campus.snapshot(), by, {
      when: 'today',
      states: ['approved'],
      limit: 50,
      ...ask,
    });
  const names = (rows: readonly Expected[]) => rows.map(({ visitor, group: of }) => visitor ?? of);
  const visit = (name: string, from: number, until: number, contact: string) =>
    requestVisit(campus.context, campus.snapshot(), campus.host, {
      ...mainland(from, contact),
      until,
      visitor: { name, contact, language: 'zh-Hans' as const },
    });

  it('today is what is under way or begins before midnight there; what is to come begins tomorrow', async () => {
    // It is two in the afternoon; the campus's day ends in ten hours.
    await visit('Over', NOW, NOW + HOUR, '13900000001');
    await visit('Tonight', NOW + 9 * HOUR, NOW + 10 * HOUR, '13900000002');
    await visit('Tomorrow', NOW + 10 * HOUR, NOW + 11 * HOUR, '13900000003');
    await visit('Long', NOW, NOW + 40 * HOUR, '13900000004');
    campus.clock.now = NOW + 2 * HOUR;
    const today = (await list(campus.approver)).expected;
    expect(names(today).sort()).to.deep.equal(['Long', 'Over', 'Tonight']);
    expect(today.find(({ visitor }) => visitor === 'Over')?.over).to.equal(true);
    const coming = (await list(campus.approver, { when: 'coming' })).expected;
    expect(names(coming)).to.deep.equal(['Tomorrow']);
    // On the next day the long one is still under way.
    campus.clock.now = NOW + DAY;
    expect(names((await list(campus.approver)).expected)).to.deep.equal(['Long', 'Tomorrow']);
  });

  it('a guard sees who is approved for today whatever is asked for, and neither address nor purpose', async () => {
    await visit('Wang Xiaoming', NOW, NOW + HOUR, '13900000001');
    await visit('Later', NOW + DAY, NOW + DAY + HOUR, '13900000002');
    await requestVisit(campus.context, campus.snapshot(), campus.host, foreign(NOW));
    const { id } = await visit('Gone', NOW, NOW + HOUR, '13900000003');
    await cancelVisit(campus.context, campus.snapshot(), campus.host, id, {});
    const ask = { when: 'coming', states: ['requested', 'approved', 'declined', 'cancelled'] } as const;
    const { expected } = await list(guard, ask);
    expect(names(expected)).to.deep.equal(['Wang Xiaoming']);
    // Whole or masked; a few digits alone stand in many a random id.
    expect(JSON.stringify(expected)).not.to.match(/13900000001|\+86|•|Seminar|visitors\.test/);
    expect(Object.keys(expected[0] ?? {}).sort()).to.deep.equal([
      'cameAt',
      'from',
      'group',
      'host',
      'over',
      'points',
      'state',
      'until',
      'visit',
      'visitor',
    ]);
    const all = await list(campus.approver, { states: ask.states });
    expect(names(all.expected).sort()).to.deep.equal(['Gone', 'Ines Duarte', 'Wang Xiaoming']);
  });

  it('has come when a point of the visit first opened today, and not when one refused or another one opened', async () => {
    const made = await requestVisit(campus.context, campus.snapshot(), campus.host, foreign(NOW));
    await decideVisit(campus.context, campus.snapshot(), campus.approver, made.id, { approve: true });
    await issueVisitCode(campus.context, campus.snapshot(), await campus.session(made));
    const [row] = await campus.rows<{ handle: string }>(
      'select handle from handles where visitor is not null',
    );
    const event = (point: string, outcome: string, minutes: number) =>
      campus.rows(
        `insert into events (campus, point, device, request_id, at, outcome, reason, version, handle, step)
         values (2, $1, 'd', $2, to_timestamp($3 / 1000.0), $4, 'permitted', 1, $5, $6)`,
        [point, randomUUID(), NOW + minutes * 60_000, outcome, row?.handle, minutes],
      );
    const came = async () => (await list(guard)).expected[0]?.cameAt;
    await event('south-gate', 'deny', 1);
    await event('library-door', 'grant', 2);
    expect(await came()).to.equal(null);
    await event('south-gate', 'grant', 12);
    await event('south-gate', 'grant', 7);
    expect(await came()).to.equal(new Date(NOW + 7 * 60_000).toISOString());
    // The handle is of today: what it opened does not tell of tomorrow.
    campus.clock.now = NOW + DAY;
    expect((await list(guard)).expected).to.deep.equal([]);
  });

  it('comes in pages that have everybody once: visits of one instant, members of groups, groups of nobody', async () => {
    const wanted: string[] = [];
    for (const at of [0, 1, 2]) {
      const made = await requestVisit(campus.context, campus.snapshot(), campus.host, group(NOW, 5));
      await decideVisit(campus.context, campus.snapshot(), campus.approver, made.id, { approve: true });
      if (at === 2) wanted.push('Ribeira Grande School');
      const { url } = await copyLink(campus.context, campus.snapshot(), campus.host, {
        visit: made.id,
        publicUrl: '',
      });
      for (let member = 0; member < (at === 2 ? 0 : 4); member += 1) {
        const name = `Member ${at}-${member}`;
        wanted.push(name);
        await registerMember(campus.context, campus.snapshot(), url.slice(-43), {
          ...{ way: 'foreign', name, contact: `m${at}${member}@visitors.test`, language: 'en' },
        });
      }
      await visit(`Single ${at}`, NOW, NOW + HOUR, `1390000001${at}`);
      wanted.push(`Single ${at}`);
    }
    const found: (string | null)[] = [];
    let cursor: string | undefined;
    do {
      const page = await list(guard, { limit: 3, cursor });
      found.push(...names(page.expected));
      cursor = page.next ?? undefined;
    } while (cursor !== undefined);
    expect(found.sort()).to.deep.equal(wanted.sort());
    expect(await problemOf(list(guard, { cursor: 'bm8' }))).to.equal('invalid_request');
  });

  it('is found by a part of the name without regard to case, accents and spaces, among those of today', async () => {
    await visit('Inês de Sá', NOW, NOW + HOUR, '13900000001');
    await visit('王小明', NOW, NOW + HOUR, '13900000002');
    await visit('Ines Later', NOW + DAY, NOW + DAY + HOUR, '13900000003');
    const look = async (name: string) => {
      const { expected, all } = await listExpectedNamed(campus.context, campus.snapshot(), guard, name);
      expect(all).to.equal(true);
      return names(expected);
    };
    expect(await look('INES  DE')).to.deep.equal(['Inês de Sá']);
    expect(await look('小明')).to.deep.equal(['王小明']);
    expect(await look(' - ')).to.deep.equal([]);
    expect(await look('13900000001')).to.deep.equal([]);
  });
});
