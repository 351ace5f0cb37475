import { createHmac, timingSafeEqual } from 'node:crypto';

/**
 * What a linked phone keeps: the hub's device token, and who linked it when and until when it may show codes without
 * signing in again, under this installation's MAC. So neither needs a table of its own, and a page that has no session
 * knows whose phone it is.
 */
export interface PhonePass {
  token: string;
  /** Id of the person who linked the phone. */
  person: string;
  /** Epoch milliseconds, as the hub told them. */
  linkedAt: number;
  until: number;
}

const SHAPE = /^([\w-]{20,100})\.([\w-]{1,64})\.(\d{1,15})\.(\d{1,15})\.([\w-]{43})$/;

/** The pass as the text of a cookie or header. */
export function writePass(secret: Buffer, campus: string, pass: PhonePass): string {
  const said = `${pass.token}.${pass.person}.${pass.linkedAt}.${pass.until}`;
  return `${said}.${mac(secret, campus, said).toString('base64url')}`;
}

/** The pass in `text`; null unless this installation wrote it for this campus. Whether `until` is past is not judged. */
export function readPass(secret: Buffer, campus: string, text: string): PhonePass | null {
  const found = SHAPE.exec(text);
  if (!found) return null;
  const [, token = '', person = '', linkedAt, until, sent = ''] = found;
  const wanted = mac(secret, campus, text.slice(0, -(sent.length + 1)));
  const given = Buffer.from(sent, 'base64url');
  if (given.length !== wanted.length || !timingSafeEqual(given, wanted)) return null;
  return { token, person, linkedAt: Number(linkedAt), until: Number(until) };
}

function mac(secret: Buffer, campus: string, said: string): Buffer {
  return createHmac('sha256', secret).update(`${campus}\n${said}`).digest();
}
