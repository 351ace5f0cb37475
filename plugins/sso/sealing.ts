import { createCipheriv, createDecipheriv, createHash, createHmac, randomBytes } from 'node:crypto';
import type { Node } from '../../core/host/plugin.js';

const NONCE = 12;
const TAG = 16;

/** What the sign-in stores, sealed by AES-256-GCM (NIST SP 800-38D); `about` is bound to it and never stored. */
export interface Sealing {
  seal(about: string, value: unknown): Buffer;
  /** Throws when the installation's secret is another one, or the bytes belong elsewhere. */
  open(about: string, sealed: Buffer): unknown;
  /** Keyed digest for finding what must not be stored in clear. */
  digest(about: string, value: string): Buffer;
}

export function createSealing(node: Pick<Node, 'secretFor'>, campus: number): Sealing {
  const sealKey = node.secretFor('sso/seal');
  const digestKey = node.secretFor('sso/digest');
  const bound = (about: string) => Buffer.from(`${campus}/${about}`);
  return {
    seal(about, value) {
      const nonce = randomBytes(NONCE);
      const cipher = createCipheriv('aes-256-gcm', sealKey, nonce).setAAD(bound(about));
      return Buffer.concat([
        nonce,
        cipher.update(JSON.stringify(value)),
        cipher.final(),
        cipher.getAuthTag(),
      ]);
    },
    open(about, sealed) {
      const tag = sealed.subarray(sealed.length - TAG);
      const decipher = createDecipheriv('aes-256-gcm', sealKey, sealed.subarray(0, NONCE), {
        authTagLength: TAG,
      });
      decipher.setAAD(bound(about)).setAuthTag(tag);
      const text = Buffer.concat([
        decipher.update(sealed.subarray(NONCE, sealed.length - TAG)),
        decipher.final(),
      ]);
      return JSON.parse(text.toString());
    },
    digest: (about, value) =>
      createHmac('sha256', digestKey).update(bound(about)).update('\0').update(value).digest(),
  };
}

/** For secrets of 256 random bits, which need no key: finding one by its digest is constant in time. */
export function tokenDigest(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
