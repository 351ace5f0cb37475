const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
const BITS = 5;
/** Characters left over after whole groups of eight that no number of bytes can produce (RFC 4648 section 6). */
const IMPOSSIBLE_REST = new Set([1, 3, 6]);
const NO_DIGIT = 255;

/** Value of each ASCII character, either case; `NO_DIGIT` outside the alphabet. */
const DIGITS = new Uint8Array(128).fill(NO_DIGIT);
for (let value = 0; value < ALPHABET.length; value++) {
  DIGITS[ALPHABET.charCodeAt(value)] = value;
  DIGITS[ALPHABET.toLowerCase().charCodeAt(value)] = value;
}

/** RFC 4648 section 6, upper case, without padding. */
export function encodeBase32(bytes: Uint8Array): string {
  let text = '';
  let held = 0;
  let bits = 0;
  for (const byte of bytes) {
    held = (held << 8) | byte;
    bits += 8;
    for (; bits >= BITS; bits -= BITS) text += ALPHABET.charAt((held >>> (bits - BITS)) & 31);
    held &= (1 << bits) - 1;
  }
  return bits === 0 ? text : text + ALPHABET.charAt((held << (BITS - bits)) & 31);
}

/**
 * RFC 4648 section 6 without padding, read without regard to case. `undefined` for a character outside the alphabet,
 * a length that no bytes produce, or spare bits that are not zero (section 3.5): one text per bytes and case.
 */
export function decodeBase32(text: string): Uint8Array | undefined {
  if (IMPOSSIBLE_REST.has(text.length % 8)) return undefined;
  const bytes = new Uint8Array((text.length * BITS) >>> 3);
  let held = 0;
  let bits = 0;
  let at = 0;
  for (let i = 0; i < text.length; i++) {
    const digit = DIGITS[text.charCodeAt(i)] ?? NO_DIGIT;
    if (digit === NO_DIGIT) return undefined;
    held = (held << BITS) | digit;
    bits += BITS;
    if (bits < 8) continue;
    bits -= 8;
    bytes[at++] = held >>> bits;
    held &= (1 << bits) - 1;
  }
  return held === 0 ? bytes : undefined;
}
