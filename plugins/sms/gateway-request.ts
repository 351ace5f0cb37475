import type { RenderedMessage } from '../../core/domain/messages.js';
import { smsLength } from '../../core/messages/sms-length.js';
import type { SmsSettings } from './settings.js';

export interface GatewayRequest {
  url: URL;
  method: 'GET' | 'POST';
  headers: Record<string, string>;
  body?: string;
}

/** Kannel's codings: 0 is GSM 7 bit, 2 is UCS-2. */
const CODING = { gsm: '0', ucs2: '2' };
/** Delivered (1), not delivered (2), refused by the message centre (16). */
const RECEIPT_MASK = '19';

/** One message as the gateway takes it. The address of a GET holds the password: it is for the wire only. */
export function gatewayRequest(
  message: Pick<RenderedMessage, 'to' | 'text'>,
  settings: SmsSettings,
  receiptUrl: string | undefined,
): GatewayRequest {
  const { fields: name, from } = settings;
  const form = new URLSearchParams({
    [name.user]: settings.user,
    [name.password]: settings.password,
    ...(from === undefined ? {} : { [name.from]: from }),
    [name.to]: message.to,
    [name.text]: message.text,
    [name.charset]: 'UTF-8',
    [name.coding]: CODING[smsLength(message.text).alphabet],
    ...(receiptUrl === undefined ? {} : { [name.receiptMask]: RECEIPT_MASK, [name.receiptUrl]: receiptUrl }),
  });
  const url = new URL(settings.url);
  if (settings.method === 'POST') {
    const headers = { 'content-type': 'application/x-www-form-urlencoded; charset=utf-8' };
    return { url, method: 'POST', headers, body: form.toString() };
  }
  for (const [key, value] of form) url.searchParams.append(key, value);
  return { url, method: 'GET', headers: {} };
}
