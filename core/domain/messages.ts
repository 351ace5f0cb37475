import type { Language } from './languages.js';

/** How a message travels. */
export const CHANNELS = ['email', 'sms'] as const;
export type Channel = (typeof CHANNELS)[number];

/** Each is a folder under templates/. */
export const MESSAGE_KINDS = [
  'visit-invitation',
  'visit-changed',
  'visit-cancelled',
  'visit-requested',
  'visit-approved',
  'visit-declined',
  'group-registered',
  'one-time-code',
] as const;
export type MessageKind = (typeof MESSAGE_KINDS)[number];

/**
 * `accepted` is what the next system said (SMTP 250, the gateway's 202), `delivered` what a receipt said. `uncertain`: the
 * hub died or the line broke after the message was handed over and before the answer came (design section 6).
 */
export const MESSAGE_STATES = [
  'queued',
  'sending',
  'accepted',
  'delivered',
  'uncertain',
  'failed',
  'expired',
  'cancelled',
] as const;
export type MessageState = (typeof MESSAGE_STATES)[number];

/** A message as a channel gets it. What a person reads is in it: it is never logged. */
export interface RenderedMessage {
  /** Stable over every attempt: the local part of a Message-ID, the reference of an SMS. */
  id: string;
  kind: MessageKind;
  channel: Channel;
  /** An e-mail address, or a telephone number as E.164 with the plus. */
  to: string;
  toName: string | undefined;
  language: Language;
  /** E-mail only. */
  subject: string | undefined;
  html: string | undefined;
  /** The plain text part, or the whole SMS. */
  text: string;
  calendar: { method: 'REQUEST' | 'CANCEL'; content: string } | undefined;
  /** `cid` as the HTML names it; `content` is base64. */
  images: { cid: string; contentType: string; content: string }[];
  /** For gateways that take an approved template and its values instead of a text. */
  values: Readonly<Record<string, string>>;
}

/** What the next system said. */
export interface Delivery {
  state: 'accepted' | 'delivered';
  /** Its own id of the message, which its receipts name. */
  providerId: string | undefined;
}
