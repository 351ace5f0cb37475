import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';

/**
 * Everything that rests under GATEHOUSE_SECRET: AES-256-GCM (NIST SP 800-38D) with a random 96-bit nonce. Each purpose
 * has a key of its own and is bound as associated data, so that a sealed name cannot be put where a key stood.
 */
export interface Vault {
  seal(purpose: string, text: string | Buffer): Buffer;
  /** Throws when the secret is another one or the bytes were changed. */
  open(purpose: string, sealed: Buffer): Buffer;
  /** Keyed digest for equality look-ups of personal values: 32 bytes. */
  digest(purpose: string, value: string): Buffer;
  /** A key of its own for a purpose: 32 bytes. */
  secretFor(purpose: string): Buffer;
}

const NONCE = 12;
const TAG = 16;

export function createVault(secret: string): Vault {
  const keys = new Map<string, Buffer>();
  const secretFor = (purpose: string): Buffer => {
    const known = keys.get(purpose);
    if (known) return known;
    const key = Buffer.from(hkdfSync('sha256', secret, 'gatehouse/1', purpose, 32));
    keys.set(purpose, key);
    return key;
  };
  return {
    secretFor,
    seal(purpose, text) {
      const nonce = randomBytes(NONCE);
      const cipher = createCipheriv('aes-256-gcm', secretFor(`seal/${purpose}`), nonce).setAAD(
        Buffer.from(purpose),
      );
      const body = Buffer.concat([cipher.update(text), cipher.final()]);
      return Buffer.concat([nonce, body, cipher.getAuthTag()]);
    },
    open(purpose, sealed) {
      const decipher = createDecipheriv(
        'aes-256-gcm',
        secretFor(`seal/${purpose}`),
        sealed.subarray(0, NONCE),
        {
          authTagLength: TAG,
        },
      );
      decipher.setAAD(Buffer.from(purpose)).setAuthTag(sealed.subarray(sealed.length - TAG));
      return Buffer.concat([decipher.update(sealed.subarray(NONCE, sealed.length - TAG)), decipher.final()]);
    },
    digest: (purpose, value) =>
      createHmac('sha256', secretFor(`digest/${purpose}`))
        .update(value)
        .digest(),
  };
}
