import { type ParsedMail, simpleParser } from 'mailparser';

/** A mail as it arrived, and as a mail program reads it. */
export interface Mail {
  kind: 'mail';
  id: string;
  /** ISO 8601. */
  at: string;
  /** Of the envelope. */
  from: string;
  to: string;
  fromName: string;
  messageId: string;
  subject: string;
  text: string;
  /** Inline pictures are in it as data. Null when there is no such part. */
  html: string | null;
  headers: Record<string, string>;
  attachments: MailAttachment[];
  raw: Buffer;
}

export interface MailAttachment {
  filename: string;
  contentType: string;
  /** How the HTML names it, for inline pictures. */
  cid: string | null;
  content: Buffer;
}

const HEADERS = ['auto-submitted', 'reply-to', 'content-language', 'x-auto-response-suppress', 'to'];

export async function readMail(
  raw: Buffer,
  envelope: { id: string; at: string; from: string; to: string },
): Promise<Mail> {
  const parsed = await simpleParser(raw);
  return {
    kind: 'mail',
    ...envelope,
    fromName: parsed.from?.value[0]?.name ?? '',
    messageId: parsed.messageId ?? '',
    subject: parsed.subject ?? '',
    text: parsed.text ?? '',
    html: parsed.html === false ? null : parsed.html,
    headers: Object.fromEntries(HEADERS.map((name) => [name, headerOf(parsed, name)])),
    attachments: parsed.attachments.map(({ filename, contentType, cid, content }, index) => ({
      filename: filename ?? `part-${index + 1}`,
      contentType,
      cid: cid ?? null,
      content,
    })),
    raw,
  };
}

function headerOf({ headerLines }: ParsedMail, name: string): string {
  const line = headerLines.find(({ key }) => key === name)?.line ?? '';
  return line.slice(line.indexOf(':') + 1).trim();
}
