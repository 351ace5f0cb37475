import { createHash, randomBytes } from 'node:crypto';

/** A secret that is shown once: 256 random bits. Only its digest is stored, so a look-up by digest is constant in time. */
export function newToken(): string {
  return randomBytes(32).toString('base64url');
}

export function tokenDigest(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
