import type { CampusFile } from '../campus-file/schema.js';
import { type Language, type Localized, localized } from '../domain/languages.js';
import type { MessageValues } from '../domain/message-values.js';
import type { MessageKind } from '../domain/messages.js';
import { Problem } from '../domain/problem.js';
import { cleanLine } from './clean-text.js';
import { timeOfDay, whenOf } from './when.js';

/** What the templates can say. Null is "there is none"; a name that is not here stops the message. */
export interface MessageView {
  language: Language;
  campus: string;
  /** The campus's short name. */
  mark: string;
  colour: string;
  visitor: string | null;
  host: string | null;
  purpose: string | null;
  note: string | null;
  group: string | null;
  size: number | null;
  more: number | null;
  day: string | null;
  when: string | null;
  whenShort: string | null;
  where: string | null;
  code: string | null;
  /** Time of day until which it is of use. */
  goodUntil: string;
  /** Where a code is typed in: for the last line that phones read (WICG sms-one-time-codes). */
  domain: string;
  passLink: string | null;
  /** The same pass in the mini program, in an SMS. */
  miniLink: string | null;
  groupLink: string | null;
  /** The picture of the link, as an e-mail names it. */
  linkImage: string | null;
  desk: { name: string; lines: { text: string; href: string | null }[] } | null;
}

export interface ViewAsk {
  kind: MessageKind;
  language: Language;
  values: MessageValues;
  file: CampusFile;
  link: { to: 'pass' | 'group'; url: string; miniProgram?: string | null; image: string | null } | null;
  /** Epoch milliseconds. */
  expires: number;
  /** Address of the hub as people reach it. */
  publicUrl: string;
}

const VISIT = ['visitor', 'from', 'until', 'points'] as const;
const APPOINTMENT = ['from', 'until', 'points'] as const;
/** What a message of a kind cannot do without. */
const NEEDED: Record<MessageKind, readonly (keyof MessageValues)[]> = {
  'visit-invitation': VISIT,
  'visit-changed': VISIT,
  'visit-cancelled': VISIT,
  'visit-requested': ['host', ...APPOINTMENT],
  'visit-approved': APPOINTMENT,
  'visit-declined': APPOINTMENT,
  'group-registered': ['group', ...VISIT],
  'one-time-code': ['code'],
};

/** The next attempt would find the same. */
const PERMANENT = { permanent: true };

/** Throws `message_incomplete` (500) when a value that the kind needs is not there; what was there is not repeated. */
export function messageView(ask: ViewAsk): MessageView {
  const { kind, values, file, language, link } = ask;
  const missing = NEEDED[kind].filter((name) => values[name] === undefined);
  if (missing.length > 0)
    throw new Problem(500, 'message_incomplete', `A ${kind} needs ${missing.join(', ')}.`, PERMANENT);
  const say = (text: Localized) => localized(text, language);
  const line = (text: string | undefined) => (text === undefined ? null : cleanLine(text) || null);
  return {
    language,
    campus: say(file.campus.name),
    mark: file.branding.logoText,
    colour: file.branding.colour,
    visitor: line(values.visitor),
    host: line(values.host),
    purpose: line(values.purpose),
    note: line(values.note),
    group: line(values.group),
    size: values.size ?? null,
    more: values.more ?? null,
    ...timesOf(values, file.campus.timeZone, language),
    where: whereOf(values.points, file, language),
    code: line(values.code),
    goodUntil: timeOfDay(ask.expires, file.campus.timeZone),
    domain: new URL(ask.publicUrl).hostname,
    passLink: link?.to === 'pass' ? link.url : null,
    miniLink: link?.to === 'pass' ? (link.miniProgram ?? null) : null,
    groupLink: link?.to === 'group' ? link.url : null,
    linkImage: link?.to === 'pass' ? link.image : null,
    desk: deskOf(file, say),
  };
}

function timesOf(
  { from, until }: MessageValues,
  zone: string,
  language: Language,
): Pick<MessageView, 'day' | 'when' | 'whenShort'> {
  if (from === undefined || until === undefined) return { day: null, when: null, whenShort: null };
  const when = whenOf({ from, until }, zone, language);
  return { day: when.day, when: when.long, whenShort: when.short };
}

/** Names as the campus file has them now; a point that is gone keeps its id. */
export function whereOf(
  points: readonly string[] | undefined,
  file: CampusFile,
  language: Language,
): string | null {
  if (points === undefined || points.length === 0) return null;
  const names = points.map((id) => {
    const name = file.points.find((point) => point.id === id)?.name;
    return name ? localized(name, language) : cleanLine(id);
  });
  return names.join(language === 'en' ? ', ' : '、');
}

/** Whom to ask about visits: the contact that says so, or else the campus's first one. */
export function deskContact(file: CampusFile): CampusFile['contacts'][number] | undefined {
  const about = (contact: CampusFile['contacts'][number]) => contact.about?.includes('visits') ?? false;
  return file.contacts.find(about) ?? file.contacts[0];
}

function deskOf(file: CampusFile, say: (text: Localized) => string): MessageView['desk'] {
  const contact = deskContact(file);
  if (!contact) return null;
  const { phone, email, hours, advice } = contact;
  const lines = [
    ...(phone ? [{ text: phone, href: `tel:${phone.replace(/[^+\d]/g, '')}` }] : []),
    ...(email ? [{ text: email, href: `mailto:${email}` }] : []),
    ...[hours, advice].flatMap((text) => (text ? [{ text: say(text), href: null }] : [])),
  ];
  return { name: say(contact.name), lines };
}
