import type { KeyObject } from 'node:crypto';
import { aad } from './aad.js';
import { decodeSign1, type Sign1, verifySign1, writeSign1 } from './cose-sign1.js';
import { CodeError } from './errors.js';
import { decodeKeyListPayload, encodeKeyListPayload } from './key-list-payload.js';
import { importPublicKey } from './keys.js';
import { ROOT_KEY } from './kid.js';
import type { KeyList } from './listed-key.js';

/** The campus's root, as pinned: which campus, and its public or private key. */
export interface Root {
  campus: number;
  key: KeyObject;
}

/** A list of some two hundred keys fits; far more than the months of overlap that a campus needs. */
export const KEY_LIST_BYTES = 16 * 1024;

/**
 * The list as a COSE_Sign1 by the root's private key.
 * @throws CodeError `key_list_invalid` or `key_lifetime_too_long`; the root signs nothing that `openKeyList` refuses.
 */
export function signKeyList(root: Root, list: KeyList): Uint8Array {
  if (list.campus !== root.campus)
    throw new CodeError('key_list_invalid', 'the list is of another campus than the root');
  const kid = { campus: root.campus, key: ROOT_KEY };
  return writeSign1(kid, root.key, aad(root.campus, 'keys'), encodeKeyListPayload(list));
}

/**
 * The keys of a list that the pinned root signed and whose number is at least `lowestNumber`.
 * @throws CodeError `key_list_unreadable`, `key_list_wrong_campus`, `key_list_bad_signature`, `key_list_rollback`,
 * `key_lifetime_too_long`.
 */
export function openKeyList(root: Root, bytes: Uint8Array, lowestNumber: number): KeyList {
  const message = messageOf(bytes);
  if (message.kid.campus !== root.campus) {
    throw new CodeError(
      'key_list_wrong_campus',
      `list of campus ${message.kid.campus}, expected ${root.campus}`,
    );
  }
  if (message.kid.key !== ROOT_KEY || !verifySign1(message, aad(root.campus, 'keys'), root.key)) {
    throw new CodeError('key_list_bad_signature', 'the pinned root did not sign this list');
  }
  const list = decodeKeyListPayload(root.campus, message.payload, KEY_LIST_BYTES);
  if (list.number >= lowestNumber) return list;
  throw new CodeError('key_list_rollback', `list ${list.number} came after list ${lowestNumber} was taken`);
}

function messageOf(bytes: Uint8Array): Sign1 {
  try {
    return decodeSign1(bytes, KEY_LIST_BYTES);
  } catch (cause) {
    throw new CodeError('key_list_unreadable', cause instanceof Error ? cause.message : String(cause));
  }
}

/** A key that codes are verified with. Times in epoch seconds, half open, held against a code's `issued`. */
export interface CodeKey {
  publicKey: KeyObject;
  notBefore: number;
  notAfter: number;
}

/** A key list made ready for `read`: keys of purpose `code` only, each imported once. */
export interface KeySet {
  campus: number;
  /** Number of the key list. */
  number: number;
  keys: ReadonlyMap<number, CodeKey>;
}

/** @throws CodeError `key_invalid` for a public key that is not a point of P-256. */
export function keySet(list: KeyList): KeySet {
  const keys = new Map<number, CodeKey>();
  for (const { key, purpose, publicKey, notBefore, notAfter } of list.keys) {
    if (purpose === 'code') keys.set(key, { publicKey: importPublicKey(publicKey), notBefore, notAfter });
  }
  return { campus: list.campus, number: list.number, keys };
}
