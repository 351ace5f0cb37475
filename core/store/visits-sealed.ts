import type { Vault } from './seal.js';

/** What a visit says in words; sealed at rest. */
export interface VisitPersonal {
  /** Name of the host as it was; null where a person books for herself. */
  host: string | null;
  purpose: string;
  note: string | null;
  group: string | null;
}

/** Who comes; sealed at rest. */
export interface VisitorPersonal {
  name: string;
  /** An e-mail address, or a telephone number as E.164. */
  contact: string;
  organisation?: string | undefined;
}

export function sealVisit(vault: Vault, campus: number, personal: VisitPersonal): Buffer {
  return vault.seal(`visit/${campus}`, JSON.stringify(personal));
}

export function openVisit(vault: Vault, campus: number, sealed: Buffer): VisitPersonal {
  return JSON.parse(vault.open(`visit/${campus}`, sealed).toString()) as VisitPersonal;
}

export function sealVisitor(vault: Vault, campus: number, personal: VisitorPersonal): Buffer {
  return vault.seal(`visitor/${campus}`, JSON.stringify(personal));
}

export function openVisitor(vault: Vault, campus: number, sealed: Buffer): VisitorPersonal {
  return JSON.parse(vault.open(`visitor/${campus}`, sealed).toString()) as VisitorPersonal;
}

/** For finding by a contact, without regard to case. */
export function contactDigest(vault: Vault, campus: number, contact: string): Buffer {
  return vault.digest('visit-contact', `${campus}/${contact.toLowerCase()}`);
}

/** The same request sent again finds its visit by this; of whoever sent it only. */
export function requestDigest(vault: Vault, campus: number, actor: string, request: string): Buffer {
  return vault.digest('visit-request', JSON.stringify([campus, actor, request]));
}
