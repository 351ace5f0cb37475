import type { CampusFile } from '../campus-file/schema.js';
import type { Language } from '../domain/languages.js';
import type { MessageValues } from '../domain/message-values.js';
import type { Channel, MessageKind, RenderedMessage } from '../domain/messages.js';
import { Problem } from '../domain/problem.js';
import { calendarOf } from './calendar.js';
import { cleanLine, isolated, shortened } from './clean-text.js';
import { linkImage } from './link-image.js';
import { deskContact, type MessageView, messageView } from './message-view.js';
import { type Part, templateOf } from './templates.js';

export interface RenderAsk {
  id: string;
  kind: MessageKind;
  channel: Channel;
  to: string;
  toName: string | undefined;
  language: Language;
  values: MessageValues;
  /** Made for this attempt; it opens the pass, or the group's registration. */
  link: { to: 'pass' | 'group'; url: string; miniProgram?: string | null } | null;
  /** Epoch milliseconds. */
  expires: number;
  now: number;
  file: CampusFile;
  publicUrl: string;
}

/** How the HTML names the picture of the link. */
const IMAGE = 'pass-link@gatehouse';
/** Of a name in an SMS, so that a long one does not make it three. */
const SMS_NAME = 24;

/**
 * A message in words: everything that a channel needs, and nothing that a gate would accept. Throws `message_incomplete`
 * where a value is missing and `message_untold` where the kind does not travel that way.
 */
export async function renderMessage(ask: RenderAsk): Promise<RenderedMessage> {
  const { id, kind, channel, to, language } = ask;
  const withImage = channel === 'email' && ask.link?.to === 'pass';
  const link = ask.link && { ...ask.link, image: withImage ? IMAGE : null };
  const view = messageView({ ...ask, link });
  const plain = mapped(view, isolated);
  const write = (part: Part, said: MessageView) => written(ask, part, said);
  const common = { id, kind, channel, to, language, toName: ask.toName && cleanLine(ask.toName) };
  if (channel === 'sms') {
    const text = write('sms', mapped(view, isolated, SMS_NAME)).trim();
    return { ...common, text, ...NO_MAIL, values: smsValues(view, ask.link) };
  }
  const text = write('txt', plain).trim();
  return {
    ...common,
    subject: cleanLine(write('subject', plain)),
    html: write('html', view),
    text: `${text}\n`,
    calendar: appointmentOf(ask, view, text),
    images: link?.image
      ? [{ cid: link.image, contentType: 'image/png', content: await linkImage(link.url) }]
      : [],
    values: {},
  };
}

const NO_MAIL = { subject: undefined, html: undefined, calendar: undefined, images: [] };

function written({ kind, language }: RenderAsk, part: Part, view: MessageView): string {
  const template = templateOf(kind, part, language);
  if (!template)
    throw new Problem(500, 'message_untold', `There are no words for a ${kind} as ${part}.`, {
      permanent: true,
    });
  return template(view);
}

/** The names that people gave, each taken through `form`; `most` characters of each at most. */
function mapped(
  view: MessageView,
  form: (text: string) => string,
  most = Number.POSITIVE_INFINITY,
): MessageView {
  const say = (text: string | null) => text && form(Number.isFinite(most) ? shortened(text, most) : text);
  const { visitor, host, purpose, note, group } = view;
  return {
    ...view,
    visitor: say(visitor),
    host: say(host),
    purpose: say(purpose),
    note: say(note),
    group: say(group),
  };
}

/** For gateways that take an approved template and its values: what an SMS may say, and no more. */
function smsValues(view: MessageView, link: RenderAsk['link']): Record<string, string> {
  const { visitor, host, group, whenShort, where, code, mark } = view;
  const links = { link: link?.url ?? null, miniLink: view.miniLink };
  const all = { visitor, host, group, when: whenShort, where, code, campus: mark, ...links };
  return Object.fromEntries(
    Object.entries(all).filter((entry): entry is [string, string] => entry[1] !== null),
  );
}

function appointmentOf(ask: RenderAsk, view: MessageView, text: string): RenderedMessage['calendar'] {
  const { from, until, calendarUid: uid, visitVersion: sequence = 0 } = ask.values;
  if (from === undefined || until === undefined || uid === undefined) return undefined;
  const email = deskContact(ask.file)?.email ?? `visits@${view.domain}`;
  return calendarOf({
    kind: ask.kind,
    uid,
    sequence,
    from,
    until,
    now: ask.now,
    summary: written(ask, 'subject', view).trim(),
    where: view.where,
    description: text,
    organizer: { name: view.desk?.name ?? view.campus, email },
    attendee: { name: view.visitor ?? '', email: ask.to },
  });
}
