import { localized } from '../../../core/domain/languages.js';
import type { Expected } from '../../../core/use-cases/visits/list-expected.js';
import { clockText, dayText, shortWindowText } from '../../components/visit-facts/when.js';
import type { VisitsDesk } from './desk.js';

/** One who is expected, as a row shows it. */
export interface ExpectedItem {
  name: string;
  /** Empty where there is none, or where whoever looks may not open the visit. */
  href: string;
  hrefName: string;
  when: string;
  where: string;
  host: string;
  group: string;
  state: string;
  tone: string;
}

/** `at` (epoch ms) is of the day under whose name the row stands. */
export function expectedItem(desk: VisitsDesk, one: Expected, at: number): ExpectedItem {
  const { own, base, decides, language, snapshot } = desk;
  const { timeZone } = snapshot.file.campus;
  const name = one.visitor ?? one.group ?? '';
  return {
    name,
    href: decides ? `${base}/${one.visit}` : '',
    hrefName: own.visitLink(name),
    when: shortWindowText(one, language, timeZone, at),
    where: one.points.map((point) => localized(point.name, language)).join(' · '),
    host: one.host === null ? own.self : own.host(one.host),
    group: groupText(desk, one),
    ...stateOf(desk, one),
  };
}

function groupText({ own }: VisitsDesk, { visitor, group }: Expected): string {
  if (group === null) return '';
  return visitor === null ? own.nobodyYet : own.group(group);
}

function stateOf(desk: VisitsDesk, one: Expected): Pick<ExpectedItem, 'state' | 'tone'> {
  const { own, snapshot, context } = desk;
  if (one.cameAt !== null)
    return { state: own.cameAt(clockText(one.cameAt, snapshot.file.campus.timeZone)), tone: 'tag-good' };
  if (one.state === 'requested') return { state: own.states.requested, tone: 'tag-warn' };
  if (one.state === 'declined') return { state: own.states.declined, tone: 'tag-bad' };
  if (one.state === 'cancelled') return { state: own.states.cancelled, tone: '' };
  if (one.over) return { state: own.over, tone: '' };
  return { state: Date.parse(one.from) <= context.now() ? own.under : own.expected, tone: '' };
}

/** The rows by the day on which they begin, for a list that goes beyond today. */
export function byDay(
  desk: VisitsDesk,
  expected: readonly Expected[],
): { day: string; rows: ExpectedItem[] }[] {
  const days = new Map<string, ExpectedItem[]>();
  for (const one of expected) {
    const day = dayText(one.from, desk.language, desk.snapshot.file.campus.timeZone);
    const row = expectedItem(desk, one, Date.parse(one.from));
    const rows = days.get(day);
    if (rows) rows.push(row);
    else days.set(day, [row]);
  }
  return [...days].map(([day, rows]) => ({ day, rows }));
}
