import { localized } from '../../../core/domain/languages.js';
import type { VisitView } from '../../../core/domain/visits.js';
import { template } from '../../../core/http/page/template.js';
import type { VisitPage } from '../../../core/use-cases/visits/list-visits.js';
import { windowText } from '../../components/visit-facts/when.js';
import type { Desk } from './desk.js';
import { type VisitorRow, visitorRow } from './visitor-rows.js';
import type { VisitWords } from './words/index.js';

export interface VisitItem {
  href: string;
  version: number;
  title: string;
  kind: string;
  state: string;
  tone: string;
  when: string;
  where: string;
  purpose: string;
  askedBy: string;
  registered: string;
  visitors: VisitorRow[];
  others: string;
}

interface View {
  words: VisitWords;
  base: string;
  past: boolean;
  none: string;
  visits: VisitItem[];
  next: string;
}

const page = template<View>(new URL('./list.hbs', import.meta.url));

/** HTML of a host's visits, those to come or those past. */
export function listBody(desk: Desk, when: 'coming' | 'past', { visits, next }: VisitPage): string {
  const { words, base } = desk;
  const past = when === 'past';
  return page({
    words,
    base,
    past,
    none: past ? words.list.nonePast : words.list.noneComing,
    visits: visits.map((visit) => visitItem(desk, visit)),
    next: next === null ? '' : `?${new URLSearchParams({ when, cursor: next })}`,
  });
}

const TONE = {
  requested: 'warn',
  approved: 'good',
  declined: 'bad',
  cancelled: 'soft',
  over: 'soft',
} as const;

/** Over is a matter of the clock, and said of what was approved. */
export function shownState({ state, over }: VisitView): keyof typeof TONE {
  return over && state === 'approved' ? 'over' : state;
}

export function visitItem({ words, base, language, snapshot }: Desk, visit: VisitView): VisitItem {
  const { id, group, visitors, purpose, host } = visit;
  const state = shownState(visit);
  const left = group ? group.registered - visitors.filter(({ cancelled }) => !cancelled).length : 0;
  return {
    href: `${base}/${id}`,
    version: visit.version,
    title: group?.name ?? visitors.map(({ name }) => name).join(', '),
    kind: words.kinds[visit.kind],
    state: words.states[state],
    tone: TONE[state],
    when: windowText(visit.from, visit.until, language, snapshot.file.campus.timeZone),
    where: visit.points.map(({ name }) => localized(name, language)).join(' · '),
    purpose,
    askedBy: host === null ? '' : words.requested.askedBy(host),
    registered: group ? words.list.registered(group.registered, group.size) : '',
    visitors: visitors.map((visitor) => visitorRow(visitor, words)),
    others: left > 0 ? words.list.others(left) : '',
  };
}
