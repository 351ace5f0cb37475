import { type Language, localized } from '../../../core/domain/languages.js';
import { sentence } from '../../../core/domain/sentences/index.js';
import { contactLines } from '../../../core/http/page/layout.js';
import type { Snapshot } from '../../../core/snapshots/snapshot.js';
import type { AuditEntry } from '../../../core/store/audit.js';
import type { PersonEvent } from '../../../core/store/people-events.js';
import { HOLDER_VERBS, type HolderVerb } from '../../../core/use-cases/people/act-on-holder.js';
import type { PersonView } from '../../../core/use-cases/people/read-person.js';
import { auditSentence } from '../../components/audit-sentence/audit-sentence.js';
import { consoleTime } from '../../components/console-frame/console-time.js';
import { peoplePath } from './frame.js';
import { STATE_TAGS } from './tags.js';
import { PEOPLE_WORDS, type PeopleWords } from './words/index.js';

export interface PersonAsk {
  snapshot: Snapshot;
  language: Language;
  person: PersonView;
  isAdmin: boolean;
  /** Whoever looks is the person herself. */
  isSelf: boolean;
  /** Null where nobody asked for them. */
  decisions: readonly PersonEvent[] | null;
  done: HolderVerb | undefined;
  problem: string | undefined;
}

/** What the template shows: every sentence, time and address ready. */
export function personView(ask: PersonAsk) {
  const { person, snapshot, language } = ask;
  const words = PEOPLE_WORDS[language];
  const path = `${peoplePath(snapshot)}/${person.id}`;
  const time = timeOf(ask);
  const may = HOLDER_VERBS.filter((verb) => isOffered(verb, ask));
  return {
    words,
    back: peoplePath(snapshot),
    name: person.displayName,
    state: words.states[person.state],
    tag: STATE_TAGS[person.state],
    good: ask.done ? words.verbs[ask.done].done : null,
    bad: ask.problem ? (words.problems[ask.problem] ?? null) : null,
    reason: person.reason === null ? words.neverJudged : words.reasons[person.reason],
    since: person.since && time(person.since),
    leftAt: person.leftAt && words.leftAt(time(person.leftAt)),
    ...cardView(ask),
    phone: person.phone && words.phoneSince(person.phone.label, time(person.phone.linkedAt)),
    factsTitle: words.affiliations[person.affiliation],
    facts: facts(ask, words),
    history: person.history.map((row) => historyRow(row, ask, words)),
    audit: ask.isAdmin ? `/${snapshot.slug}/console/audit?subject=person:${person.id}` : null,
    actions: may.map((verb) => ({ label: words.verbs[verb].button, href: `${path}/${verb}` })),
    blocked: blockedBy(ask, words),
    refusals: person.refusals.map((row) => ({
      at: row.at,
      time: time(row.at),
      text: sentence(row.reason, 'guard', language),
      code: row.reason,
    })),
    decisions: ask.isAdmin ? decisionsView(ask, words, `${path}?decisions=show#decisions`) : null,
  };
}

function timeOf({ snapshot, language }: Pick<PersonAsk, 'snapshot' | 'language'>) {
  return (at: string) => consoleTime(at, language, snapshot.file.campus.timeZone);
}

/** What the person reads, and whom she is sent to. */
function cardView({ person, language }: PersonAsk) {
  const say = (text: Parameters<typeof localized>[0]) => localized(text, language);
  const { sentence: said, contact } = person.card;
  return {
    reads: said && say(said),
    contact: contact && { name: say(contact.name), lines: contactLines(contact, say) },
  };
}

function facts({ person, language }: PersonAsk, words: PeopleWords) {
  const groups = person.groups.map((name) => localized(name, language));
  const separator = language === 'en' ? ', ' : '、';
  return [
    { name: words.facts.login, value: person.loginName },
    { name: words.facts.number, value: person.number },
    { name: words.facts.unit, value: person.unit },
    { name: words.facts.entity, value: person.entity },
    { name: words.facts.groups, value: groups.length === 0 ? words.noGroups : groups.join(separator) },
    { name: words.facts.visits, value: String(person.visits) },
  ].filter(({ value }) => value !== null);
}

const HELD = ['frozen', 'suspended'];

/** What would change nothing, or is not theirs to do, is not offered. */
function isOffered(verb: HolderVerb, { person, isAdmin, isSelf }: PersonAsk): boolean {
  const { state, reason } = person;
  const isRevoked = state === 'revoked' && reason === 'by_admin';
  if (verb === 'log-out') return person.phone !== null;
  if (state === 'none' || (verb === 'revoke' && !isAdmin)) return false;
  if (verb === 'release') return !isSelf && (HELD.includes(state) || (isRevoked && isAdmin));
  if (verb === 'freeze') return !HELD.includes(state) && !isRevoked;
  return verb === 'suspend' ? state !== 'suspended' && !isRevoked : !isRevoked;
}

function blockedBy({ person, isAdmin, isSelf }: PersonAsk, words: PeopleWords): string | null {
  const isRevoked = person.state === 'revoked' && person.reason === 'by_admin';
  if (isSelf && (HELD.includes(person.state) || isRevoked)) return words.ownRight;
  return isRevoked && !isAdmin ? words.adminOnly : null;
}

/** Colleagues stand here by their role, as the page is the help desk's too; administrators read names in the audit. */
function historyRow(row: AuditEntry, ask: PersonAsk, words: PeopleWords) {
  const { snapshot, language, person } = ask;
  const names = new Map([[person.id, person.displayName]]);
  const [role = ''] = row.actor.split(':');
  const actor = ['admin', 'help_desk'].includes(role) ? role : row.actor;
  const { cause, note } = row.detail;
  return {
    at: row.at,
    time: timeOf(ask)(row.at),
    sentence: auditSentence({ ...row, actor }, { snapshot, language, names }),
    cause: typeof cause === 'string' ? ((words.causes as Record<string, string>)[cause] ?? cause) : null,
    note: typeof note === 'string' ? note : null,
  };
}

function decisionsView(ask: PersonAsk, words: PeopleWords, show: string) {
  if (ask.decisions === null) return { show, rows: [] };
  const names = new Map(ask.snapshot.file.points.map(({ id, name }) => [id, name]));
  const rows = ask.decisions.map(({ at, point, outcome, reason }) => ({
    at,
    time: timeOf(ask)(at),
    tag: outcome === 'grant' ? 'tag-good' : 'tag-bad',
    outcome: outcome === 'grant' ? words.opened : words.refused,
    point: localized(names.get(point) ?? { en: point }, ask.language),
    text: sentence(reason, 'guard', ask.language),
    code: reason === 'permitted' ? null : reason,
  }));
  return { show: null, rows };
}
