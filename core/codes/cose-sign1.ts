import { type KeyObject, sign, verify } from 'node:crypto';
import { CBOR_BYTES, decodeCanonical, encodeCanonical } from './cbor.js';
import { CodeError } from './errors.js';
import { decodeKid, encodeKid, KID_BYTES, type Kid } from './kid.js';

/** COSE_Sign1 (RFC 9052 section 4.2) as this hub writes it: tag 18, ES256, kid in the protected header, nothing else. */
export interface Sign1 {
  kid: Kid;
  /** The protected header as it was signed, without its bstr wrapping. */
  protected: Uint8Array;
  payload: Uint8Array;
  /** r || s, 64 bytes (RFC 9053 section 2.1). */
  signature: Uint8Array;
}

const TAG_18 = 0xd2;
/** {1: -7, 4: h'....'} up to the kid: map of two, alg ES256, label 4, byte string of four. */
const HEADER_START = Uint8Array.of(0xa2, 0x01, 0x26, 0x04, 0x44);
const SIGNATURE_BYTES = 64;
const ENCODING = 'ieee-p1363';

/** Signs `payload` for the purpose bound by `externalAad`; the answer is the tagged message. */
export function writeSign1(
  kid: Kid,
  privateKey: KeyObject,
  externalAad: Uint8Array,
  payload: Uint8Array,
): Uint8Array {
  const header = Buffer.concat([HEADER_START, encodeKid(kid)]);
  const toSign = signedBytes(header, externalAad, payload);
  const signature = sign('sha256', toSign, { key: privateKey, dsaEncoding: ENCODING });
  return Buffer.concat([Uint8Array.of(TAG_18), encodeCanonical([header, new Map(), payload, signature])]);
}

/**
 * Takes a message apart without verifying it.
 * @throws CodeError `cose_unreadable` or `cbor_not_canonical` for any shape but the one above.
 */
export function decodeSign1(bytes: Uint8Array, maxBytes = CBOR_BYTES): Sign1 {
  if (bytes[0] !== TAG_18) throw unreadable('tag 18 is missing');
  const [header, unprotected, payload, signature] = fourItems(decodeCanonical(bytes.subarray(1), maxBytes));
  if (!(header instanceof Uint8Array) || !isOurHeader(header)) throw unreadable('protected header');
  if (!(unprotected instanceof Map) || unprotected.size > 0)
    throw unreadable('unprotected header is not empty');
  if (!(payload instanceof Uint8Array)) throw unreadable('payload is not a byte string');
  if (!(signature instanceof Uint8Array) || signature.length !== SIGNATURE_BYTES)
    throw unreadable('signature');
  return { kid: decodeKid(header, HEADER_START.length), protected: header, payload, signature };
}

function fourItems(message: unknown): readonly unknown[] {
  if (!Array.isArray(message) || message.length !== 4) throw unreadable('not an array of four');
  return message;
}

function isOurHeader(header: Uint8Array): boolean {
  return (
    header.length === HEADER_START.length + KID_BYTES && HEADER_START.every((byte, i) => header[i] === byte)
  );
}

/** The Sig_structure of RFC 9052 section 4.4. */
export function signedBytes(header: Uint8Array, externalAad: Uint8Array, payload: Uint8Array): Uint8Array {
  return encodeCanonical(['Signature1', header, externalAad, payload]);
}

/** Signatures with a high s are accepted: WebCrypto makes both, and a code's identity is not its signature. */
export function verifySign1(message: Sign1, externalAad: Uint8Array, publicKey: KeyObject): boolean {
  const signed = signedBytes(message.protected, externalAad, message.payload);
  return verify('sha256', signed, { key: publicKey, dsaEncoding: ENCODING }, message.signature);
}

/** The same on the thread pool: measured, it takes five sixths of the work off the main thread. */
export function verifySign1Async(
  message: Sign1,
  externalAad: Uint8Array,
  publicKey: KeyObject,
): Promise<boolean> {
  const signed = signedBytes(message.protected, externalAad, message.payload);
  return new Promise((resolve, reject) => {
    const options = { key: publicKey, dsaEncoding: ENCODING } as const;
    verify('sha256', signed, options, message.signature, (error, good) =>
      error ? reject(error) : resolve(good),
    );
  });
}

function unreadable(detail: string): CodeError {
  return new CodeError('cose_unreadable', `COSE_Sign1 refused: ${detail}`);
}
