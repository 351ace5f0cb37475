import type { SendMailOptions } from 'nodemailer';
import type { RenderedMessage } from '../../core/domain/messages.js';
import { Problem } from '../../core/domain/problem.js';
import type { EmailSettings } from './settings.js';

const PERMANENT = { permanent: true };
/** Enough to be one address and no list, comment or second header (RFC 5321 section 4.1.2, without quoted local parts). */
const ADDRESS = /^[^\s<>()[\]\\,;:"@]{1,64}@[^\s<>()[\]\\,;:"@]{1,253}$/u;

/**
 * A message as a mail: text before HTML, the appointment among the alternatives and as a file, pictures inline. Throws
 * `address_refused` and `message_malformed`, both permanent: a line break in a name or a subject would begin a header.
 */
export function composeMail(
  message: RenderedMessage,
  settings: Pick<EmailSettings, 'fromAddress' | 'fromName' | 'replyTo'>,
  campus: string,
): SendMailOptions {
  const { to, toName = '', subject = '', html, calendar } = message;
  if (!ADDRESS.test(to)) throw new Problem(422, 'address_refused', 'This is no e-mail address.', PERMANENT);
  if (/[\r\n]/.test(`${toName}${subject}${campus}`))
    throw new Problem(422, 'message_malformed', 'A name or a subject holds a line break.', PERMANENT);
  return {
    from: { name: settings.fromName ?? campus, address: settings.fromAddress },
    to: { name: toName, address: to },
    ...(settings.replyTo === undefined ? {} : { replyTo: settings.replyTo }),
    envelope: { from: settings.fromAddress, to: [to] },
    messageId: messageIdOf(message.id, settings.fromAddress),
    // RFC 3834, and the word that Exchange listens to: no holiday notes in answer.
    headers: {
      'Auto-Submitted': 'auto-generated',
      'X-Auto-Response-Suppress': 'All',
      'Content-Language': message.language,
    },
    subject,
    text: message.text,
    ...(html === undefined ? {} : { html }),
    ...(calendar === undefined ? {} : { icalEvent: { ...calendar, filename: 'visit.ics' } }),
    attachments: message.images.map(({ cid, contentType, content }) => ({
      cid,
      contentType,
      content: Buffer.from(content, 'base64'),
      filename: 'pass-link.png',
      contentDisposition: 'inline' as const,
    })),
    // What a message says comes from people: none of it is a file or an address to be fetched.
    disableFileAccess: true,
    disableUrlAccess: true,
  };
}

/** The same for every attempt: a mailbox that gets it twice can tell. */
export function messageIdOf(id: string, fromAddress: string): string {
  return `<${id}@${fromAddress.slice(fromAddress.lastIndexOf('@') + 1)}>`;
}
