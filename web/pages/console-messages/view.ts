import type { Language } from '../../../core/domain/languages.js';
import { CHANNELS, MESSAGE_STATES, type MessageState } from '../../../core/domain/messages.js';
import type { Snapshot } from '../../../core/snapshots/snapshot.js';
import type { MessageRow, VisitTime } from '../../../core/store/messages-list.js';
import type { MessageSeen } from '../../../core/use-cases/messages/read-recipient.js';
import { consoleTime } from '../../components/console-frame/console-time.js';
import { windowText } from '../../components/visit-facts/when.js';
import { MESSAGE_WORDS } from './words.js';

export interface ReadBy {
  snapshot: Snapshot;
  language: Language;
  /** Whether the visit's own page is the reader's too. */
  seesVisits: boolean;
}

export interface ListAsk extends ReadBy {
  state: string | undefined;
  channel: string | undefined;
  cursor: string | undefined;
  items: readonly MessageRow[];
  next: string | null;
  visits: ReadonlyMap<string, VisitTime>;
}

const TAGS: Record<MessageState, string> = {
  queued: '',
  sending: '',
  accepted: 'tag-good',
  delivered: 'tag-good',
  uncertain: 'tag-warn',
  failed: 'tag-bad',
  expired: 'tag-bad',
  cancelled: '',
};

export const messagesPath = (snapshot: Pick<Snapshot, 'slug'>) => `/${snapshot.slug}/console/messages`;

/** What the list's template shows. */
export function listView(ask: ListAsk) {
  const words = MESSAGE_WORDS[ask.language];
  const path = messagesPath(ask.snapshot);
  const filters = { state: ask.state, channel: ask.channel };
  const isFiltered = ask.state !== undefined || ask.channel !== undefined;
  return {
    words,
    path,
    isFiltered,
    states: MESSAGE_STATES.map((value) => ({
      value,
      label: words.states[value],
      chosen: value === ask.state,
    })),
    channels: CHANNELS.map((value) => ({
      value,
      label: words.channels[value],
      chosen: value === ask.channel,
    })),
    rows: ask.items.map((message) => rowView(message, ask)),
    none: isFiltered ? words.none : words.noneYet,
    more: ask.next === null ? null : href(path, { ...filters, cursor: ask.next }),
    first: ask.cursor === undefined ? null : href(path, filters),
  };
}

function rowView(message: MessageRow, ask: ListAsk) {
  const { words, time } = tools(ask);
  const visit = message.visit === null ? undefined : ask.visits.get(message.visit);
  return {
    href: `${messagesPath(ask.snapshot)}/${message.id}`,
    kind: words.kinds[message.kind],
    channel: words.channels[message.channel],
    ...stateOf(message, ask),
    at: message.createdAt,
    time: time(message.createdAt),
    tries: message.attempts > 0 ? `${words.tries(message.attempts)}, ${time(message.changedAt)}` : null,
    visit: visit ? windowOf(visit, ask) : null,
  };
}

/** What the template of one message shows. */
export function messageView(
  message: MessageSeen,
  visit: VisitTime | undefined,
  ask: ReadBy & { note: 'retried' | 'not_retriable' | undefined },
) {
  const { words, time } = tools(ask);
  const path = messagesPath(ask.snapshot);
  const names = words.facts;
  const { cause } = stateOf(message, ask);
  const facts = [
    { name: names.channel, value: words.channels[message.channel] },
    { name: names.recipient, value: message.recipient ?? words.forgotten },
    { name: names.visit, value: visit ? windowOf(visit, ask) : words.noVisit },
    { name: names.asked, value: time(message.createdAt) },
    { name: names.tried, value: words.tries(message.attempts) },
    { name: names.changed, value: time(message.changedAt) },
    ...(message.dueAt === null ? [] : [{ name: names.next, value: time(message.dueAt) }]),
    { name: names.expires, value: time(message.expiresAt) },
  ];
  return {
    words,
    title: words.kinds[message.kind],
    ...stateOf(message, ask),
    cause,
    code: message.cause,
    good: ask.note === 'retried' ? words.retried : null,
    bad: ask.note === 'not_retriable' ? words.notRetriable : null,
    noted: message.recipient !== null,
    facts: message.attempts === 0 ? facts.filter(({ name }) => name !== names.tried) : facts,
    visitHref: visit && ask.seesVisits ? `/${ask.snapshot.slug}/visits/${message.visit}` : null,
    retry: message.retriable ? `${path}/${message.id}/retry` : null,
    back: path,
  };
}

function stateOf(message: MessageRow, ask: ReadBy) {
  const { words } = tools(ask);
  const cause = message.cause && (words.causes[message.cause] ?? words.otherCause(message.cause));
  const twice = message.uncertain ? words.uncertain : null;
  return {
    state: words.states[message.state],
    tag: TAGS[message.state],
    cause: [cause, twice].filter((text) => text !== null).join(ask.language === 'en' ? ' ' : '') || null,
  };
}

function tools({ language, snapshot }: ReadBy) {
  const { timeZone } = snapshot.file.campus;
  return { words: MESSAGE_WORDS[language], time: (at: string) => consoleTime(at, language, timeZone) };
}

function windowOf({ from, until }: VisitTime, { language, snapshot }: ReadBy): string {
  return windowText(from, until, language, snapshot.file.campus.timeZone);
}

function href(path: string, query: Record<string, string | undefined>): string {
  const given = Object.entries(query).filter(([, value]) => value !== undefined) as [string, string][];
  return given.length === 0 ? path : `${path}?${new URLSearchParams(given)}`;
}
