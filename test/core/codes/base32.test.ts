import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import fc from 'fast-check';
import { decodeBase32, encodeBase32 } from '../../../core/codes/base32.js';

interface Vectors {
  vectors: { text: string; encoded: string }[];
}
const file = new URL('../../vectors/base32.json', import.meta.url);
const { vectors } = JSON.parse(readFileSync(file, 'utf8')) as Vectors;

describe('base32', () => {
  for (const { text, encoded } of vectors) {
    it(`writes and reads the RFC's "${text}"`, () => {
      expect(encodeBase32(Buffer.from(text))).to.equal(encoded);
      expect(Buffer.from(decodeBase32(encoded) ?? [255]).toString()).to.equal(text);
      expect(decodeBase32(encoded.toLowerCase())).to.deep.equal(decodeBase32(encoded));
    });
  }

  it('reads back whatever it wrote', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        expect(decodeBase32(encodeBase32(bytes))).to.deep.equal(bytes);
      }),
    );
  });

  it('gives no bytes two texts but for their case', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom(...'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'), maxLength: 20 }),
        (text) => {
          const bytes = decodeBase32(text);
          if (bytes) expect(encodeBase32(bytes)).to.equal(text);
        },
      ),
      { numRuns: 1000 },
    );
  });

  for (const [says, text] of [
    ['spare bits that are not zero', 'MZ'],
    ['a length of one', 'A'],
    ['a length of three', 'MZX'],
    ['a length of six', 'MZXW6A'],
    ['padding', 'MY======'],
    ['a digit outside the alphabet', 'MZ1Q'],
    ['a character beyond ASCII', 'MZXĀ'],
    ['white space inside', 'MZ XQ'],
  ]) {
    it(`refuses ${says}`, () => expect(decodeBase32(text ?? '')).to.equal(undefined));
  }
});
