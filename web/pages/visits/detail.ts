import type { VisitView } from '../../../core/domain/visits.js';
import { template } from '../../../core/http/page/template.js';
import type { Answer } from '../../../core/http/route.js';
import { isAdmin, isApprover } from '../../../core/use-cases/visits/may.js';
import { visitFacts } from '../../components/visit-facts/visit-facts.js';
import { type Desk, deskSheet } from './desk.js';
import { shownState, type VisitItem, visitItem } from './list.js';
import type { VisitWords } from './words/index.js';

export const DONE = [
  'made',
  'changed',
  'cancelled',
  'closed',
  'retried',
  'visitorCancelled',
  'approved',
  'declined',
] as const;
export type Done = (typeof DONE)[number];

/** A link that was made a moment ago: it is shown this once. */
export interface NewLink {
  url: string;
  hint: string;
}

interface View {
  words: VisitWords;
  visit: VisitItem;
  facts: string;
  note: string;
  done: string;
  link: NewLink | null;
  /** Whether it can be cancelled still, by its host or an approver. */
  alive: boolean;
  /** Whether this person may change it, and whether there are links to copy. */
  manage: boolean;
  links: boolean;
  decide: boolean;
  group: { open: boolean; links: boolean } | null;
}

const page = template<View>(new URL('./detail.hbs', import.meta.url));

/** One visit with all that can be done about it. */
export function detailSheet(
  desk: Desk,
  visit: VisitView,
  { done = null, link = null }: { done?: Done | null; link?: NewLink | null } = {},
): Answer {
  const { words, language, snapshot, host } = desk;
  const item = visitItem(desk, visit);
  const alive = !visit.over && (visit.state === 'approved' || visit.state === 'requested');
  const manage = alive && (visit.own || isAdmin(host));
  const links = manage && visit.state === 'approved';
  const body = page({
    words,
    visit: item,
    facts: visitFacts(visit, language, snapshot.file.campus.timeZone),
    note: visit.note ?? '',
    done: doneText(words, visit, done),
    link,
    alive,
    manage,
    links,
    decide: alive && visit.state === 'requested' && isApprover(host) && (!visit.own || isAdmin(host)),
    group: visit.group && { open: visit.group.open, links: links && visit.group.open },
  });
  return deskSheet(desk, { title: item.title, body, scripts: ['visits'] });
}

function doneText({ detail, message, requested }: VisitWords, visit: VisitView, done: Done | null): string {
  if (done === null) return '';
  if (done === 'made') return shownState(visit) === 'requested' ? detail.waits : detail.made;
  if (done === 'retried') return message.retried;
  return done === 'approved' || done === 'declined' ? requested[done] : detail[done];
}
