import { type Language, localized } from '../../../core/domain/languages.js';
import type { Snapshot } from '../../../core/snapshots/snapshot.js';
import type { AuditEntry } from '../../../core/store/audit.js';
import { ACTOR_KINDS, type ActorKind, AUDIT_ACTIONS, type AuditAction } from './actions.js';
import { AUDIT_SENTENCES, type AuditSentences, SUBJECTS, type Subject } from './words/index.js';

export interface SentenceAsk {
  snapshot: Pick<Snapshot, 'file'>;
  language: Language;
  /** Names of people by id; empty for readers who may not know them: they read the beginning of the id. */
  names: ReadonlyMap<string, string>;
}

/** Who did what to whom, in a sentence. */
export function auditSentence(row: Omit<AuditEntry, 'id' | 'at'>, ask: SentenceAsk): string {
  const words = AUDIT_SENTENCES[ask.language];
  const told = {
    who: actorText(row.actor, ask),
    whom: subjectText(row.subject, ask, words),
    self: row.actor === row.subject.replace(/^person:/, 'holder:'),
    detail: row.detail,
  };
  const text = isKnown(row.action) ? words.actions[row.action](told) : words.unknown(told, row.action);
  return tidy(text);
}

/** `admin:<id>` as "Administrator CHAN Siu Ming". */
export function actorText(actor: string, { language, names }: Omit<SentenceAsk, 'snapshot'>): string {
  const words = AUDIT_SENTENCES[language];
  const [kind = '', ...rest] = actor.split(':');
  const name = rest.join(':');
  if (actor === 'device:unknown') return words.unknownDevice;
  if (!isActorKind(kind)) return actor;
  return words.actors[kind](name === 'outside-the-sources' ? words.outside : personText(name, names));
}

function subjectText(subject: string, ask: SentenceAsk, words: AuditSentences): string {
  const [kind = '', ...rest] = subject.split(':');
  const name = rest.join(':');
  if (!isSubject(kind)) return subject;
  return words.subjects[kind](nameOf(kind, name, ask));
}

function nameOf(kind: Subject, name: string, { snapshot, language, names }: SentenceAsk): string {
  const { campus, points } = snapshot.file;
  if (kind === 'campus') return localized(campus.name, language);
  const point = kind === 'point' ? points.find(({ id }) => id === name) : undefined;
  return point ? localized(point.name, language) : personText(name, names);
}

const UUID = /^([0-9a-f]{8})-[0-9a-f-]{27}$/;

/** An id that has no name here is told by its beginning. */
function personText(id: string, names: ReadonlyMap<string, string>): string {
  return names.get(id) ?? UUID.exec(id)?.[1] ?? id;
}

/** Chinese sentences put spaces around names, of which there may be none or two. */
function tidy(text: string): string {
  return text
    .replace(/ {2,}/g, ' ')
    .replace(/ (?=[。，、：；）])/g, '')
    .trim();
}

const isKnown = (action: string): action is AuditAction =>
  (AUDIT_ACTIONS as readonly string[]).includes(action);
const isActorKind = (kind: string): kind is ActorKind => (ACTOR_KINDS as readonly string[]).includes(kind);
const isSubject = (kind: string): kind is Subject => (SUBJECTS as readonly string[]).includes(kind);
