import type { Language } from '../../../core/domain/languages.js';
import type { Snapshot } from '../../../core/snapshots/snapshot.js';
import type { AuditEntry } from '../../../core/store/audit.js';
import { ACTOR_KINDS, AUDIT_FAMILIES } from '../../components/audit-sentence/actions.js';
import { auditSentence } from '../../components/audit-sentence/audit-sentence.js';
import { AUDIT_SENTENCES } from '../../components/audit-sentence/words/index.js';
import { consoleTime } from '../../components/console-frame/console-time.js';
import { detailsOf } from './details.js';
import { listHref, type PageQuery } from './filter.js';
import { AUDIT_WORDS, type AuditPageWords } from './words.js';

export interface AuditViewAsk {
  snapshot: Snapshot;
  language: Language;
  asked: PageQuery;
  items: readonly AuditEntry[];
  next: string | null;
  /** Null where the reader may know nobody's name. */
  names: ReadonlyMap<string, string> | null;
  /** Whether person pages are the reader's too. */
  seesPeople: boolean;
}

/** What the template shows: every sentence, time and address ready. */
export function auditView(ask: AuditViewAsk) {
  const words = AUDIT_WORDS[ask.language];
  const { asked, snapshot } = ask;
  const path = `/${snapshot.slug}/console/audit`;
  const { cursor: _, refused, ...filters } = asked;
  const isFiltered = Object.values(filters).some((value) => value !== undefined);
  const hasDays = filters.from !== undefined && filters.until !== undefined;
  return {
    words,
    path,
    noNames: ask.names === null,
    problem: refused === undefined ? null : refused === 'days' ? words.daysWrong : words.tooMany,
    families: choices(AUDIT_FAMILIES, asked.family, AUDIT_SENTENCES[ask.language].families),
    kinds: choices(ACTOR_KINDS, asked.actorKind, words.kinds),
    from: filters.from ?? '',
    until: filters.until ?? '',
    subject: filters.subject ?? null,
    withoutSubject: listHref(path, { ...filters, subject: undefined }),
    isFiltered,
    rows: ask.items.map((row) => rowView(row, ask, words)),
    none: isFiltered ? words.none : words.noneYet,
    more: ask.next === null ? null : listHref(path, { ...filters, cursor: ask.next }),
    first: asked.cursor === undefined ? null : listHref(path, filters),
    export: hasDays ? listHref(`${path}/export.csv`, filters) : null,
  };
}

function choices<Word extends string>(
  values: readonly Word[],
  chosen: string | undefined,
  labels: Record<Word, string>,
) {
  return values.map((value) => ({ value, label: labels[value], chosen: value === chosen }));
}

function rowView(row: AuditEntry, ask: AuditViewAsk, words: AuditPageWords) {
  const { snapshot, language } = ask;
  const person = /^person:(.+)$/.exec(row.subject)?.[1];
  return {
    at: row.at,
    time: consoleTime(row.at, language, snapshot.file.campus.timeZone),
    sentence: auditSentence(row, { snapshot, language, names: ask.names ?? new Map() }),
    action: row.action,
    details: detailsOf(row.detail, { language, timeZone: snapshot.file.campus.timeZone }),
    personPage: person && ask.seesPeople ? `/${snapshot.slug}/console/people/${person}` : null,
    about:
      row.subject === ask.asked.subject
        ? null
        : listHref(`/${snapshot.slug}/console/audit`, { subject: row.subject }),
    aboutText: person ? words.aboutPerson : words.aboutThis,
  };
}
