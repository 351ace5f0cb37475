import { existsSync, readFileSync } from 'node:fs';
import Handlebars from 'handlebars';
import { LANGUAGES, type Language } from '../domain/languages.js';
import { type Channel, MESSAGE_KINDS, type MessageKind } from '../domain/messages.js';
import type { MessageView } from './message-view.js';

export type Part = 'subject' | 'html' | 'txt' | 'sms';
type Write = (view: MessageView) => string;

/** Which parts a message consists of, by the way it travels. */
const PARTS: Record<Channel, readonly Part[]> = { email: ['subject', 'html', 'txt'], sms: ['sms'] };
/** A code that is typed into a page is of use to a phone only. */
const SMS_ONLY: ReadonlySet<MessageKind> = new Set(['one-time-code']);

const FOLDER = new URL('../../templates/', import.meta.url);

/** All are read at import, so that a missing one stops the start and not a message. */
const templates = new Map<string, Write>();
for (const language of LANGUAGES) {
  const html = sharedParts(language, 'html');
  const txt = sharedParts(language, 'txt');
  for (const kind of MESSAGE_KINDS) {
    for (const part of partsOf(kind)) {
      const template = compiled(read(`${kind}/${part}.${language}.hbs`), part);
      const partials = part === 'html' ? html : txt;
      templates.set(`${kind}/${part}/${language}`, (view) => template(view, { partials }));
    }
  }
}

/** The template of one part; null where a kind does not travel that way. */
export function templateOf(kind: MessageKind, part: Part, language: Language): Write | null {
  return templates.get(`${kind}/${part}/${language}`) ?? null;
}

/** Whether a kind of message has words for a channel. */
export function travelsBy(kind: MessageKind, channel: Channel): boolean {
  return PARTS[channel].every((part) => templateOf(kind, part, 'en') !== null);
}

function partsOf(kind: MessageKind): Part[] {
  return SMS_ONLY.has(kind) ? ['sms'] : [...PARTS.email, ...PARTS.sms];
}

/** What messages have in common: the frame, and the lines of a visit. */
function sharedParts(language: Language, form: 'html' | 'txt'): Record<string, Handlebars.TemplateDelegate> {
  const names = ['frame', 'details', 'link'];
  return Object.fromEntries(
    names.map((name) => [name, compiled(read(`shared/${name}.${form}.${language}.hbs`), form)]),
  );
}

/** A name that the view does not have throws instead of saying nothing. Only HTML is escaped. */
function compiled(text: string, part: Part): Handlebars.TemplateDelegate {
  return Handlebars.compile(text, { strict: true, preventIndent: true, noEscape: part !== 'html' });
}

function read(name: string): string {
  const file = new URL(name, FOLDER);
  if (!existsSync(file)) throw new Error(`templates/${name} is missing`);
  return readFileSync(file, 'utf8');
}
