import { dateFormat } from '../../../core/domain/date-format.js';
import type { DecisionEvent } from '../../../core/domain/decision-event.js';
import { type Language, type Localized, localized } from '../../../core/domain/languages.js';
import { DENY_REASONS, GRANT_REASONS } from '../../../core/domain/reasons.js';
import { sentence } from '../../../core/domain/sentences/index.js';
import type { Snapshot } from '../../../core/snapshots/snapshot.js';
import type { FoundEvents } from '../../../core/store/events-search.js';
import { EVENT_FIELDS, type EventField, type EventsQuery } from './read-filter.js';
import { EVENT_WORDS, type EventWords } from './words.js';

/** A list to choose from has at most so many entries; beyond it an id is typed. */
const MOST_CHOICES = 300;

export interface ListAsk {
  snapshot: Snapshot;
  language: Language;
  /** The points whose events may be seen; null for all. */
  seen: readonly string[] | null;
  query: EventsQuery;
  wrong: ReadonlySet<EventField>;
  found: FoundEvents;
}

/** What the template of the list shows: every label, value and sentence ready. */
export function listView(ask: ListAsk) {
  const { snapshot, language, query, found } = ask;
  const words = EVENT_WORDS[language];
  const base = `/${snapshot.slug}/console/events`;
  const isFiltered = EVENT_FIELDS.some((field) => query[field] !== '');
  const isLive = !isFiltered && query.before === undefined;
  return {
    words,
    lede: ask.seen === null ? words.lede : words.ledeOfAreas,
    base,
    isFiltered,
    isLive,
    zoneHint: words.zoneHint(snapshot.file.campus.timeZone),
    filters: filtersOf(ask, words),
    rows: found.items.map((event) => rowOf(event, ask, words)),
    none: isFiltered || query.before !== undefined ? words.noneFound : words.none,
    lookedTo: found.lookedTo === null ? null : words.lookedTo(timeText(ask, found.lookedTo)),
    newest: query.before === undefined ? null : address(base, query, null),
    older: found.next === null ? null : address(base, query, found.next),
    olderName: found.lookedTo === null ? words.older : words.lookFurther,
    live: {
      source: `/api/v1/campuses/${snapshot.slug}/events/live?after=${found.items[0]?.id ?? 0}`,
      words: isLive ? JSON.stringify(liveWords(ask, words)) : '{}',
      timeZone: snapshot.file.campus.timeZone,
    },
  };
}

function address(base: string, query: EventsQuery, before: string | null): string {
  const asked = new URLSearchParams();
  for (const field of EVENT_FIELDS) if (query[field] !== '') asked.set(field, query[field]);
  if (before !== null) asked.set('before', before);
  return asked.size === 0 ? base : `${base}?${asked}`;
}

interface Filter {
  name: EventField;
  label: string;
  value: string;
  /** Empty: what is looked for is typed. */
  choices: { value: string; label: string; chosen: boolean }[];
  isMoment: boolean;
  hint: string;
  error: string | null;
}

function filtersOf(ask: ListAsk, words: EventWords): Filter[] {
  const { snapshot, language, seen, query, wrong } = ask;
  const choose = <T>(
    name: EventField,
    label: string,
    from: readonly T[],
    entry: (one: T) => [string, string],
  ): Filter => ({
    name,
    label,
    value: query[name],
    choices: from.length > MOST_CHOICES ? [] : choicesOf(from.map(entry), query[name], words),
    isMoment: false,
    hint: from.length > MOST_CHOICES ? words.idHint : '',
    error: wrong.has(name) ? words.unknownReason : null,
  });
  const moment = (name: 'from' | 'until', label: string): Filter => ({
    ...{ name, label, value: query[name], choices: [], isMoment: true, hint: '' },
    error: wrong.has(name) ? words.wrongTime : null,
  });
  const mine = seen && new Set(seen);
  const points = snapshot.source.points.filter(({ id }) => mine === null || mine.has(id));
  const devices = [...snapshot.devices.values()].filter(
    (device) => mine === null || device.points.some((point) => mine.has(point)),
  );
  const reasons = [...DENY_REASONS, ...GRANT_REASONS];
  return [
    choose('point', words.point, points, ({ id }) => [id, pointName(ask, id)]),
    choose('device', words.device, devices, ({ id, name }) => [id, localized(name, language)]),
    choose('outcome', words.decision, ['grant', 'deny'] as const, (outcome) => [outcome, words[outcome]]),
    choose('reason', words.reason, reasons, (reason) => [reason, sentence(reason, 'vendor', language)]),
    moment('from', words.from),
    moment('until', words.until),
  ];
}

/** What was asked for stays chosen, also where the campus has it no longer. */
function choicesOf(from: readonly [string, string][], chosen: string, words: EventWords): Filter['choices'] {
  const known = chosen === '' || from.some(([value]) => value === chosen);
  const all: readonly (readonly [string, string])[] = known ? from : [...from, [chosen, chosen]];
  return [['', words.any] as const, ...all].map(([value, label]) => ({
    value,
    label,
    chosen: value === chosen,
  }));
}

function rowOf(event: DecisionEvent, ask: ListAsk, words: EventWords) {
  return {
    href: `/${ask.snapshot.slug}/console/events/${event.id}`,
    time: timeText(ask, event.at),
    point: pointName(ask, event.point),
    outcome: event.outcome,
    decision: words[event.outcome],
    reason: sentence(event.reason, 'guard', ask.language),
    code: event.reason,
    device: event.device,
  };
}

/** "Access gates, 2/F (Chi Wah Learning Commons)": many points of a campus are called the same. */
export function pointName(
  { snapshot, language }: Pick<ListAsk, 'snapshot' | 'language'>,
  id: string,
): string {
  const { points, areas } = snapshot.source;
  const point = points.find((candidate) => candidate.id === id);
  if (!point) return id;
  const say = (text: Localized) => localized(text, language);
  const area = areas.find((candidate) => candidate.id === point.area);
  const [name, within] = [say(point.name), area ? say(area.name) : ''];
  if (within === '' || within === name) return name;
  return language === 'en' ? `${name} (${within})` : `${name}（${within}）`;
}

function timeText({ snapshot, language }: ListAsk, at: string): string {
  const { timeZone } = snapshot.file.campus;
  const locale = language === 'en' ? 'en-GB' : language;
  const day = dateFormat(locale, { timeZone, day: 'numeric', month: 'short' });
  const time = dateFormat('en-GB', { timeZone, timeStyle: 'medium' });
  return `${day.format(Date.parse(at))} ${time.format(Date.parse(at))}`;
}

/** What the island needs to write a row as the server does. */
function liveWords(ask: ListAsk, words: EventWords) {
  const { snapshot, language } = ask;
  const reasons = [...GRANT_REASONS, ...DENY_REASONS].map((reason) => [
    reason,
    sentence(reason, 'guard', language),
  ]);
  const points = snapshot.source.points.filter(({ id }) => ask.seen === null || ask.seen.includes(id));
  const names = points.length > MOST_CHOICES ? [] : points.map(({ id }) => [id, pointName(ask, id)]);
  return {
    grant: words.grant,
    deny: words.deny,
    pause: words.pause,
    resume: words.resume,
    locale: language === 'en' ? 'en-GB' : language,
    page: `/${snapshot.slug}/console/events/`,
    reasons: Object.fromEntries(reasons) as Record<string, string>,
    points: Object.fromEntries(names) as Record<string, string>,
  };
}
