import { VISIT_STATES } from '../../../core/domain/visits.js';
import { type ExpectedPage, listExpected } from '../../../core/use-cases/visits/list-expected.js';
import { LOOKED_THROUGH, listExpectedNamed } from '../../../core/use-cases/visits/list-expected-named.js';
import { listRequested } from '../../../core/use-cases/visits/list-requested.js';
import { visitItem } from '../visits/list.js';
import type { VisitsDesk } from './desk.js';
import { byDay, expectedItem } from './expected-row.js';

export const STATES = [...VISIT_STATES, 'all'] as const;

export interface VisitsQuery {
  when: 'today' | 'coming';
  state: (typeof STATES)[number];
  cursor?: string | undefined;
  /** Page of those that wait. */
  waiting?: string | undefined;
  done?: 'approved' | 'declined' | undefined;
  /** What a guard looks for; never part of an address. */
  name?: string | undefined;
}

const LIMIT = 50;
const WAITING = 10;

/** Everything that the page shows, for a guard or for whoever decides. */
export async function visitsView(desk: VisitsDesk, ask: VisitsQuery) {
  const { own, words, here, decides, snapshot } = desk;
  const looks = ask.name !== undefined && ask.name !== '';
  const when = decides && !looks ? ask.when : 'today';
  const [waiting, page, found] = await Promise.all([
    decides && !looks && ask.cursor === undefined ? waitingOf(desk, ask.waiting) : null,
    looks ? null : expectedPage(desk, ask, when),
    looks ? listExpectedNamed(desk.context, snapshot, desk.host, ask.name ?? '') : null,
  ]);
  const expected = found?.expected ?? page?.expected ?? [];
  return {
    own,
    words,
    here,
    done: ask.done === undefined ? '' : own[ask.done],
    waiting,
    decides,
    today: when === 'today',
    coming: when === 'coming',
    name: ask.name ?? '',
    looks,
    found: found ? own.found(found.expected.length) : '',
    notAll: found && !found.all ? own.notAll(LOOKED_THROUGH) : '',
    states: STATES.map((id) => ({ id, name: own.states[id], chosen: id === ask.state })),
    days:
      when === 'coming'
        ? byDay(desk, expected)
        : [{ day: '', rows: expected.map((one) => expectedItem(desk, one, desk.context.now())) }],
    none: expected.length > 0 || looks ? '' : noneText(desk, ask, when),
    next: page === null || page.next === null ? '' : nextOf(ask, when, page.next),
    zone: own.zone(snapshot.file.campus.timeZone),
  };
}

async function waitingOf(desk: VisitsDesk, cursor: string | undefined) {
  const { context, snapshot, host } = desk;
  const { visits, next } = await listRequested(context, snapshot, host, { cursor, limit: WAITING });
  return {
    visits: visits.map((visit) => ({ ...visitItem(desk, visit), id: visit.id })),
    next: next === null ? '' : `?${new URLSearchParams({ waiting: next })}#waiting`,
  };
}

function expectedPage(desk: VisitsDesk, ask: VisitsQuery, when: VisitsQuery['when']): Promise<ExpectedPage> {
  const states = ask.state === 'all' ? VISIT_STATES : [ask.state];
  const { cursor } = ask;
  return listExpected(desk.context, desk.snapshot, desk.host, { when, states, cursor, limit: LIMIT });
}

function noneText({ own }: VisitsDesk, { state }: VisitsQuery, when: VisitsQuery['when']): string {
  if (state !== 'approved' && state !== 'all') return own.noneOfState;
  return when === 'today' ? own.noneToday : own.noneComing;
}

function nextOf({ state }: VisitsQuery, when: string, cursor: string): string {
  return `?${new URLSearchParams({ when, state, cursor })}#expected`;
}
