import { createHash, createHmac, randomBytes, randomInt } from 'node:crypto';

/** A secret that is shown once: 256 random bits. Only its digest is stored, so a look-up by digest is constant in time. */
export function newSecret(): string {
  return randomBytes(32).toString('base64url');
}

export function secretDigest(secret: string): Buffer {
  return createHash('sha256').update(secret).digest();
}

/** Eight digits, for a code that a person may have to type; good for few tries only. */
export function newDigits(): string {
  return String(randomInt(100_000_000)).padStart(8, '0');
}

/** Keyed, for what could be guessed: openids, short codes. */
export function keyedDigest(key: Buffer, what: string, value: string): Buffer {
  return createHmac('sha256', key).update(`${what}\0${value}`).digest();
}
