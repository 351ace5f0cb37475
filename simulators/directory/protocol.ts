import type ldap from 'ldapjs';
import type { Attributes, ParsedFilter } from './matches.js';

/** What this server uses of ldapjs's requests and responses, whose published types stop at the client. */
export interface BindRequest {
  /** As it was sent: ldapjs means to parse it, and does not. */
  dn: string;
  credentials: string;
}

export interface SearchRequest {
  dn: ldap.DN;
  scopeName: 'base' | 'single' | 'subtree';
  sizeLimit: number;
  filter: ParsedFilter;
  controls: { type: string; value: { size: number; cookie: Buffer } }[];
  connection: { ldap: { bindDN: ldap.DN } };
}

export interface Response {
  send(entry: { dn: ldap.DN; attributes: Attributes }): void;
  addControl(control: unknown): void;
  end(): void;
}

export type Next = (error?: unknown) => void;
