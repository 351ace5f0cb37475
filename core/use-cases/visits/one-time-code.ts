import { randomInt } from 'node:crypto';
import type { Vault } from '../../store/seal.js';

export const CODE_LIFE_MS = 5 * 60_000;
export const CODE_TRIES = 5;

/** Six digits, each value as likely as any other. */
export function newOneTimeCode(): string {
  return randomInt(1_000_000).toString().padStart(6, '0');
}

/** What is stored of a code: an HMAC, bound to its contact. */
export function oneTimeDigest(vault: Vault, contact: Buffer, code: string): Buffer {
  return vault.digest('one-time-code', `${contact.toString('hex')}/${code}`);
}
