import type { Mail } from '../mail/mailbox.js';
import type { Sms } from '../sms/start-sms.js';
import type { Place } from '../support/place.js';
import { inboxPage, mailPage, missingPage, peoplePage } from './pages.js';

export interface Reply {
  status: number;
  type?: string;
  body: string | Buffer;
  headers?: Record<string, string>;
}

/** A mail's HTML may be anything: no script, nothing from elsewhere, and links that open in a window of their own. */
const MAIL_POLICY = {
  'content-security-policy':
    "sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none'; img-src data:; style-src 'unsafe-inline'",
};

/** Answers one request. `/inbox.json?to=` is the same for programs. */
export function route(messages: (Mail | Sms)[], url: URL, place: Place): Reply {
  if (url.pathname === '/') return page(peoplePage(place, messages));
  const to = url.searchParams.get('to') ?? '';
  if (url.pathname === '/inbox') return page(inboxPage(place, to, sentTo(messages, to)));
  if (url.pathname === '/inbox.json') return json(sentTo(messages, to).map(forPrograms));
  const [, , id = '', part = '', file = ''] = url.pathname.split('/');
  const mail = messages.find((one) => one.kind === 'mail' && one.id === id);
  if (!url.pathname.startsWith('/mail/') || mail?.kind !== 'mail') return missing(place);
  switch (part) {
    case '':
      return page(mailPage(place, mail));
    case 'html':
      return { ...page(`<base target="_blank">${mail.html ?? ''}`), headers: MAIL_POLICY };
    case 'raw':
      return { status: 200, type: 'message/rfc822', body: mail.raw, headers: download('mail.eml') };
    case 'file':
      return attachment(place, mail, Number(file));
    default:
      return missing(place);
  }
}

/** An address in any case, or a number with or without its plus. */
function sentTo(messages: (Mail | Sms)[], to: string): (Mail | Sms)[] {
  const plain = (text: string) => text.toLowerCase().replace(/^\+/, '').trim();
  return messages.filter((message) => plain(message.to) === plain(to));
}

function forPrograms(message: Mail | Sms): object {
  if (message.kind === 'sms') return message;
  const { raw, attachments, ...mail } = message;
  const files = attachments.map(({ content, ...rest }) => ({ ...rest, content: content.toString('base64') }));
  return { ...mail, attachments: files, bytes: raw.length };
}

function attachment(place: Place, { attachments }: Mail, index: number): Reply {
  const found = attachments[index];
  if (found === undefined) return missing(place);
  return { status: 200, type: found.contentType, body: found.content, headers: download(found.filename) };
}

function download(name: string): Record<string, string> {
  return { 'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(name)}` };
}

function missing(place: Place): Reply {
  return { ...page(missingPage(place)), status: 404 };
}

function page(body: string): Reply {
  return { status: 200, type: 'text/html; charset=utf-8', body };
}

function json(value: unknown): Reply {
  return { status: 200, type: 'application/json', body: JSON.stringify(value) };
}
