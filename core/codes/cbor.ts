import { decode, encode, rfc8949EncodeOptions, type Token, Tokenizer, Type } from 'cborg';
import { CodeError } from './errors.js';

/** Longest input unless the caller knows of a longer thing, in bytes. */
export const CBOR_BYTES = 1024;
/** Deepest nesting of arrays and maps. */
const CBOR_DEPTH = 4;

const STRICT = {
  strict: true,
  allowIndefinite: false,
  allowBigInt: false,
  rejectDuplicateMapKeys: true,
  useMaps: true,
};

/** All that our messages are made of. The decoder would take a long float for an integer, and texts that are no UTF-8. */
const KINDS: ReadonlySet<Type> = new Set([Type.uint, Type.negint, Type.bytes, Type.array, Type.map]);

class PlainTokenizer extends Tokenizer {
  override next(): Token {
    const token = super.next();
    if (!KINDS.has(token.type)) throw new Error(`a ${token.type.name} where none belongs`);
    return token;
  }
}

/** Deterministic encoding of RFC 8949 section 4.2: shortest forms, definite lengths, keys sorted bytewise. */
export function encodeCanonical(value: unknown): Uint8Array {
  return encode(value, rfc8949EncodeOptions);
}

/**
 * Reads exactly one item of integers, byte strings, arrays and maps keyed by unsigned integers, in the deterministic
 * form of RFC 8949 section 4.2; maps become `Map`. Encoding the answer again gives the same bytes.
 * @throws CodeError `cbor_not_canonical` for anything else: other kinds and forms, tags, trailing bytes, depth, size.
 */
export function decodeCanonical(bytes: Uint8Array, maxBytes = CBOR_BYTES): unknown {
  if (bytes.length > maxBytes) throw notCanonical(`${bytes.length} bytes where at most ${maxBytes} are read`);
  const value = decodeStrictly(bytes);
  checkNesting(value, CBOR_DEPTH);
  return value;
}

function decodeStrictly(bytes: Uint8Array): unknown {
  try {
    return decode(bytes, { ...STRICT, tokenizer: new PlainTokenizer(bytes, STRICT) });
  } catch (cause) {
    throw notCanonical(cause instanceof Error ? cause.message : String(cause));
  }
}

function checkNesting(value: unknown, levels: number): void {
  if (value instanceof Map) checkKeys(value);
  else if (!Array.isArray(value)) return;
  if (levels === 0) throw notCanonical(`nested deeper than ${CBOR_DEPTH}`);
  for (const item of value.values()) checkNesting(item, levels - 1);
}

/** Unsigned integers sort bytewise as they sort by value, in their shortest form. */
function checkKeys(map: Map<unknown, unknown>): void {
  let previous = -1;
  for (const key of map.keys()) {
    if (typeof key !== 'number' || key <= previous) throw notCanonical('map keys are not ascending');
    previous = key;
  }
}

function notCanonical(detail: string): CodeError {
  return new CodeError('cbor_not_canonical', `CBOR item refused: ${detail}`);
}
