import type { PersonRecord } from '../../../core/domain/eligibility.js';
import { personRecord } from '../../../core/domain/eligibility.js';
import type { SsoSettings } from '../settings.js';
import type { Found } from './find-entries.js';

/** Who an entry of the directory is. */
export interface DirectoryAccount {
  dn: string;
  /** As the directory writes it, without a suffix. */
  loginName: string;
  /** Joins to the person that a source told of; null where the directory has no such number. */
  sourceKey: string | null;
  displayName: string;
  email: string | null;
  affiliation: PersonRecord['affiliation'] | null;
}

/** eduPersonAffiliation's words for people whom a campus employs. */
const STAFF = new Set(['faculty', 'employee']);

export function toAccount(settings: SsoSettings, typed: string, { entry, base }: Found): DirectoryAccount {
  const texts = (attribute: string) => valuesOf(entry, attribute);
  const text = (attribute: string) => texts(attribute)[0] ?? null;
  const names = texts(settings.loginAttribute);
  const loginName = names.find((name) => name.toLowerCase() === typed.toLowerCase()) ?? names[0] ?? typed;
  return {
    dn: entry.dn,
    loginName,
    sourceKey: text(settings.joinAttribute),
    displayName: text('displayName') ?? text('cn') ?? loginName,
    email: text('mail'),
    affiliation: base.affiliation ?? affiliationOf(text(settings.affiliationAttribute)),
  };
}

function affiliationOf(word: string | null): DirectoryAccount['affiliation'] {
  const folded = word?.toLowerCase() ?? '';
  return personRecord.shape.affiliation.safeParse(STAFF.has(folded) ? 'staff' : folded).data ?? null;
}

/** An attribute's values, trimmed and no longer than a name may be; bytes that are no text are left out. */
function valuesOf(entry: Found['entry'], attribute: string): string[] {
  return Object.entries(entry)
    .filter(([name]) => name.toLowerCase() === attribute.toLowerCase())
    .flatMap(([, value]) => value as unknown)
    .filter((one): one is string => typeof one === 'string')
    .map((one) => one.trim().slice(0, 300))
    .filter((one) => one !== '');
}
