import { decodeCanonical, encodeCanonical } from './cbor.js';
import { CodeError } from './errors.js';
import { PUBLIC_KEY_BYTES } from './keys.js';
import { ROOT_KEY } from './kid.js';
import { KEY_PURPOSES, type KeyList, type ListedKey } from './listed-key.js';

/** Keys of the payload map. An entry is the array [key, purpose, public key, not before, not after]. */
const LABELS = { number: 1, keys: 2 } as const;
const MAX_KEY = 65535;
export const MAX_KEY_SECONDS = 30 * 86_400;

export function encodeKeyListPayload(list: KeyList): Uint8Array {
  checkList(list, 'key_list_invalid');
  const entries = list.keys.map(({ key, purpose, publicKey, notBefore, notAfter }) => [
    key,
    KEY_PURPOSES.indexOf(purpose),
    publicKey,
    notBefore,
    notAfter,
  ]);
  return encodeCanonical(
    new Map<number, unknown>([
      [LABELS.number, list.number],
      [LABELS.keys, entries],
    ]),
  );
}

export function decodeKeyListPayload(campus: number, bytes: Uint8Array, maxBytes: number): KeyList {
  const map = mapOf(bytes, maxBytes);
  if (!(map instanceof Map) || map.size !== 2) throw unreadable('not a map of two');
  const number: unknown = map.get(LABELS.number);
  const entries: unknown = map.get(LABELS.keys);
  if (typeof number !== 'number' || !Array.isArray(entries)) throw unreadable('number or keys');
  const list = { campus, number, keys: entries.map(listedKey) };
  checkList(list, 'key_list_unreadable');
  return list;
}

function mapOf(bytes: Uint8Array, maxBytes: number): unknown {
  try {
    return decodeCanonical(bytes, maxBytes);
  } catch (cause) {
    throw unreadable(cause instanceof Error ? cause.message : String(cause));
  }
}

function listedKey(entry: unknown): ListedKey {
  if (!Array.isArray(entry) || entry.length !== 5) throw unreadable('a key is an array of five');
  const [key, purposeNumber, publicKey, notBefore, notAfter]: unknown[] = entry;
  const purpose = typeof purposeNumber === 'number' ? KEY_PURPOSES[purposeNumber] : undefined;
  if (purpose === undefined || !(publicKey instanceof Uint8Array)) throw unreadable('purpose or public key');
  if (typeof key !== 'number' || typeof notBefore !== 'number' || typeof notAfter !== 'number') {
    throw unreadable('number or times of a key');
  }
  return { key, purpose, publicKey, notBefore, notAfter };
}

function checkList(list: KeyList, code: 'key_list_invalid' | 'key_list_unreadable'): void {
  if (!isCount(list.number)) throw new CodeError(code, `number ${list.number}`);
  let previous = ROOT_KEY;
  for (const entry of list.keys) {
    const inOrder = isCount(entry.key) && entry.key > previous && entry.key <= MAX_KEY;
    if (!inOrder)
      throw new CodeError(code, `key ${entry.key} after ${previous}: keys ascend from 1 to ${MAX_KEY}`);
    if (entry.publicKey.length !== PUBLIC_KEY_BYTES)
      throw new CodeError(code, `public key of key ${entry.key}`);
    checkLifetime(entry, code);
    previous = entry.key;
  }
}

function checkLifetime(
  { key, notBefore, notAfter }: ListedKey,
  code: 'key_list_invalid' | 'key_list_unreadable',
): void {
  const ordered = isCount(notBefore) && isCount(notAfter) && notBefore < notAfter;
  if (!ordered) throw new CodeError(code, `times of key ${key}`);
  if (notAfter - notBefore <= MAX_KEY_SECONDS) return;
  throw new CodeError('key_lifetime_too_long', `key ${key} is listed for more than 30 days`);
}

function isCount(value: number): boolean {
  return Number.isSafeInteger(value) && value >= 0;
}

function unreadable(detail: string): CodeError {
  return new CodeError('key_list_unreadable', `key list refused: ${detail}`);
}
