import { createPrivateKey, createPublicKey, ECDH, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { CodeError } from './errors.js';

const CURVE = 'prime256v1';
const COORDINATE_BYTES = 32;
/** A point in compressed form (SEC 1 section 2.3.3): parity and x. */
export const PUBLIC_KEY_BYTES = 1 + COORDINATE_BYTES;

export interface KeyPair {
  publicKey: KeyObject;
  privateKey: KeyObject;
}

/** A new P-256 pair. */
export function generateKeyPair(): KeyPair {
  return generateKeyPairSync('ec', { namedCurve: CURVE });
}

/** PKCS#8 DER; not encrypted, so the caller seals it before it rests anywhere. */
export function exportPrivateKey(privateKey: KeyObject): Buffer {
  return privateKey.export({ format: 'der', type: 'pkcs8' });
}

/** @throws CodeError `key_invalid` for anything but a P-256 private key in PKCS#8 DER. */
export function importPrivateKey(der: Uint8Array): KeyObject {
  return onP256(() => createPrivateKey({ key: Buffer.from(der), format: 'der', type: 'pkcs8' }));
}

/** The public half of a private key. */
export function publicKeyOf(privateKey: KeyObject): KeyObject {
  return createPublicKey(privateKey);
}

/** 33 bytes, compressed; takes the public or the private half. */
export function exportPublicKey(key: KeyObject): Uint8Array {
  const { x = '', y = '' } = (key.type === 'private' ? publicKeyOf(key) : key).export({ format: 'jwk' });
  const parity = 2 + ((Buffer.from(y, 'base64url').at(-1) ?? 0) & 1);
  return Buffer.concat([Uint8Array.of(parity), Buffer.from(x, 'base64url')]);
}

/** @throws CodeError `key_invalid` unless the 33 bytes are a compressed point of P-256. */
export function importPublicKey(compressed: Uint8Array): KeyObject {
  return onP256(() => {
    if (compressed.length !== PUBLIC_KEY_BYTES) throw new Error(`${compressed.length} bytes`);
    const point = Buffer.from(ECDH.convertKey(compressed, CURVE, undefined, undefined, 'uncompressed'));
    const x = point.subarray(1, 1 + COORDINATE_BYTES).toString('base64url');
    const y = point.subarray(1 + COORDINATE_BYTES).toString('base64url');
    return createPublicKey({ key: { kty: 'EC', crv: 'P-256', x, y }, format: 'jwk' });
  });
}

function onP256(load: () => KeyObject): KeyObject {
  try {
    const key = load();
    if (key.asymmetricKeyDetails?.namedCurve === CURVE) return key;
  } catch (cause) {
    throw new CodeError(
      'key_invalid',
      `not a P-256 key: ${cause instanceof Error ? cause.message : String(cause)}`,
    );
  }
  throw new CodeError('key_invalid', 'not a P-256 key: another kind or curve');
}
