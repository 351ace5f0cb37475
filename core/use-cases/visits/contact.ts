import { parsePhoneNumberFromString } from 'libphonenumber-js/mobile';
import { z } from 'zod';
import type { VisitorWay } from '../../domain/visits.js';

const email = z.email().max(254);

/**
 * An e-mail address or a mobile number (E.164) out of what was typed, or null. Full-width signs are the same signs to
 * whoever types them. A number without a country is a mainland one.
 */
export function contactOf(way: VisitorWay, typed: string): string | null {
  const text = typed.normalize('NFKC').trim();
  return way === 'foreign' ? addressOf(text) : numberOf(text);
}

/** The part before the @ belongs to its host, who may tell capitals apart; the domain does not. */
function addressOf(text: string): string | null {
  if (!email.safeParse(text).success) return null;
  const at = text.lastIndexOf('@');
  return text.slice(0, at) + text.slice(at).toLowerCase();
}

function numberOf(text: string): string | null {
  if (text.length > 32) return null;
  const number = parsePhoneNumberFromString(text.replace(/[()]/g, ''), {
    defaultCountry: 'CN',
    extract: false,
  });
  return number?.isValid() && number.ext === undefined ? number.number : null;
}

/** Enough to recognise, not to use: `a•••@example.org`, `+86 138 •••• 0001`. */
export function maskedContact(way: VisitorWay, contact: string): string {
  if (way === 'foreign') return `${[...contact][0] ?? ''}•••${contact.slice(contact.lastIndexOf('@'))}`;
  const number = parsePhoneNumberFromString(contact);
  if (!number) return '••••';
  const { countryCallingCode, nationalNumber } = number;
  const head = nationalNumber.slice(0, Math.max(0, Math.min(3, nationalNumber.length - 8)));
  return [`+${countryCallingCode}`, head, '••••', nationalNumber.slice(-4)].filter(Boolean).join(' ');
}
