import { decode, encode, rfc8949EncodeOptions } from 'cborg';
import { CodeError } from './errors.js';

/** Longest input unless the caller knows of a longer thing, in bytes. */
export const CBOR_BYTES = 1024;
/** Deepest nesting of arrays and maps. */
const CBOR_DEPTH = 4;

const STRICT = {
  strict: true,
  allowIndefinite: false,
  allowUndefined: false,
  allowInfinity: false,
  allowNaN: false,
  allowBigInt: false,
  rejectDuplicateMapKeys: true,
  useMaps: true,
};

/** Deterministic encoding of RFC 8949 section 4.2: shortest forms, definite lengths, keys sorted bytewise. */
export function encodeCanonical(value: unknown): Uint8Array {
  return encode(value, rfc8949EncodeOptions);
}

/**
 * Reads exactly one item in the deterministic form of RFC 8949 section 4.2; maps become `Map`.
 * @throws CodeError `cbor_not_canonical` for anything else: other forms, tags, trailing bytes, depth, size.
 */
export function decodeCanonical(bytes: Uint8Array, maxBytes = CBOR_BYTES): unknown {
  if (bytes.length > maxBytes) throw notCanonical(`${bytes.length} bytes where at most ${maxBytes} are read`);
  const value = decodeStrictly(bytes);
  if (depth(value) > CBOR_DEPTH) throw notCanonical(`nested deeper than ${CBOR_DEPTH}`);
  // The decoder lets unsorted keys and long floats through; only the deterministic form encodes back to itself.
  if (Buffer.compare(encodeCanonical(value), bytes) !== 0) throw notCanonical('not in deterministic form');
  return value;
}

function decodeStrictly(bytes: Uint8Array): unknown {
  try {
    return decode(bytes, STRICT);
  } catch (cause) {
    throw notCanonical(cause instanceof Error ? cause.message : String(cause));
  }
}

function depth(value: unknown): number {
  if (Array.isArray(value)) return 1 + deepest(value);
  if (value instanceof Map) return 1 + Math.max(deepest(value.keys()), deepest(value.values()));
  return 0;
}

function deepest(items: Iterable<unknown>): number {
  let most = 0;
  for (const item of items) most = Math.max(most, depth(item));
  return most;
}

function notCanonical(detail: string): CodeError {
  return new CodeError('cbor_not_canonical', `CBOR item refused: ${detail}`);
}
