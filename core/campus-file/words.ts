import { z } from 'zod';

/** What campus files are written with. Each message says what was expected; the problem adds what came. */
const text = (expected: string) => z.string({ error: expected });

const ID = 'an id of lower-case letters, digits and single hyphens, at most 64 long';
/** Ids go into URLs, MQTT topics and device names, so they need no escaping anywhere. */
export const id = text(ID)
  .max(64, ID)
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, ID);

const sentence = z.string().trim().min(1).max(2000);
/** A text in some of the campus's languages; English stands in for a missing one. */
export const localizedText = z.strictObject({
  en: sentence,
  'zh-Hant': sentence.optional(),
  'zh-Hans': sentence.optional(),
});

const CLOCK = 'a time from "00:00" to "23:59"';
export const startTime = text(CLOCK).regex(/^([01]\d|2[0-3]):[0-5]\d$/, CLOCK);
const END = 'a time from "00:00" to "24:00"';
export const endTime = text(END).regex(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/, END);

export const localDate = z.iso.date({ error: 'a date such as 2026-12-25' });

/** Login names as typed at sign-in, without a domain; compared without regard to case. */
export const loginName = z
  .string()
  .min(1)
  .max(128)
  .regex(/^[^\s@]+$/, 'a login name without spaces or a domain');

const ZONE = 'an IANA time zone such as Asia/Hong_Kong';
export const timeZone = text(ZONE).refine(isTimeZone, ZONE);

/** Fixed offsets such as "+08:00" pass Intl too, but have no summer time: a campus names its place. */
function isTimeZone(zone: string): boolean {
  if (!/^(UTC|[A-Za-z_]+(\/[A-Za-z0-9_+-]+)+)$/.test(zone)) return false;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}

const ENV = 'a reference such as ${' + 'env:GATE_TOKEN}: a secret is never written in the file';
export const secretReference = text(ENV).regex(/^\$\{env:[A-Z][A-Z0-9_]{0,127}\}$/, ENV);

const ADDRESS =
  'an http or https address without a password in it, or a reference such as ${' + 'env:TILL_ADDRESS}';
/** Where a device is called. Its variable is read by each hub, so that a campus file fits more than one network. */
export const deviceAddress = text(ADDRESS).max(500, ADDRESS).refine(isDeviceAddress, ADDRESS);

function isDeviceAddress(address: string): boolean {
  if (/^\$\{env:[A-Z][A-Z0-9_]{0,127}\}$/.test(address)) return true;
  if (!URL.canParse(address)) return false;
  const { protocol, username, password } = new URL(address);
  return /^https?:$/.test(protocol) && username === '' && password === '';
}

const LINK = 'an http, https or mailto address';
/** Closed to three schemes, since these are drawn as links on every page. */
export const link = z.url({ protocol: /^(https?|mailto)$/, error: LINK }).max(2000, LINK);

/** At least one of a list's kind, each once. */
export const distinct = <T extends z.ZodType>(item: T) =>
  z
    .array(item)
    .min(1)
    .refine((list) => new Set(list).size === list.length, 'each entry once');
