import type { KeyObject } from 'node:crypto';
import { aad, type SignaturePurpose } from '../../../core/codes/aad.js';
import { encodeBase32 } from '../../../core/codes/base32.js';
import { writeSign1 } from '../../../core/codes/cose-sign1.js';
import type { KeySet } from '../../../core/codes/key-list.js';
import { generateKeyPair } from '../../../core/codes/keys.js';
import { stepStart } from '../../../core/codes/step.js';
import type { CodeSigner } from '../../../core/codes/write-live.js';

export const CAMPUS = 7;
export const HANDLE = '00112233445566ff';
export const ISSUED = stepStart(HANDLE, 1_772_413_200);
export const NOT_BEFORE = ISSUED - 100 * 30;
export const NOT_AFTER = ISSUED + 100 * 30;

const { publicKey, privateKey } = generateKeyPair();
export const signer: CodeSigner = { campus: CAMPUS, key: 3, privateKey };
export const keys: KeySet = {
  campus: CAMPUS,
  number: 1,
  keys: new Map([[3, { publicKey, notBefore: NOT_BEFORE, notAfter: NOT_AFTER }]]),
};

/** A text whose signature is good, whatever its payload is. */
export function signedText(
  payload: Uint8Array,
  purpose: SignaturePurpose = 'live',
  key: KeyObject = privateKey,
): string {
  return `GH1${encodeBase32(writeSign1({ campus: CAMPUS, key: 3 }, key, aad(CAMPUS, purpose), payload))}`;
}
