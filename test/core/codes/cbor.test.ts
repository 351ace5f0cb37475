import { expect } from 'chai';
import fc from 'fast-check';
import { CBOR_BYTES, decodeCanonical, encodeCanonical } from '../../../core/codes/cbor.js';

const hex = (text: string) => Buffer.from(text, 'hex');

describe('decodeCanonical', () => {
  it('reads integers, byte strings, arrays and maps', () => {
    const map = new Map<number, unknown>([
      [1, Uint8Array.of(1, 2)],
      [2, [0, 23, 24, 65536, -1]],
      [300, new Map()],
    ]);
    expect(decodeCanonical(encodeCanonical(map))).to.deep.equal(map);
  });

  for (const [says, bytes] of [
    ['an integer in two bytes where one does', '1817'],
    ['a length in two bytes where one does', '5803010203'],
    ['an array length in two bytes where one does', '980101'],
    ['an indefinite byte string', '5f4101ff'],
    ['an indefinite array', '9f01ff'],
    ['an indefinite map', 'bf0102ff'],
    ['a map with a key twice', 'a201010102'],
    ['a map with unsorted keys', 'a202010102'],
    ['a map keyed by byte strings', 'a1410101'],
    ['a map keyed by negative integers', 'a12001'],
    ['a trailing byte', '0100'],
    ['a float, even one without a fraction', 'fb3ff0000000000000'],
    ['a short float', 'f93c00'],
    ['a text', '6161'],
    ['a tag', 'c101'],
    ['true', 'f5'],
    ['null', 'f6'],
    ['undefined', 'f7'],
    ['an integer beyond 2^53', '1b0020000000000001'],
    ['five levels of arrays', '818181818101'],
    ['a cut end', '8201'],
    ['nothing', ''],
    ['a length beyond the end', '5affffffff'],
  ]) {
    it(`refuses ${says}`, () => {
      expect(() => decodeCanonical(hex(bytes ?? '')))
        .to.throw()
        .with.property('code', 'cbor_not_canonical');
    });
  }

  it('reads four levels', () => expect(decodeCanonical(hex('8181818101'))).to.deep.equal([[[[1]]]]));

  it('refuses more bytes than it was told to read', () => {
    const long = encodeCanonical(new Uint8Array(CBOR_BYTES));
    expect(() => decodeCanonical(long))
      .to.throw()
      .with.property('code', 'cbor_not_canonical');
    expect(decodeCanonical(long, CBOR_BYTES + 3)).to.have.length(CBOR_BYTES);
  });

  it('refuses a thousand nested arrays without running out of stack', () => {
    const nested = Buffer.concat([Buffer.alloc(CBOR_BYTES - 1, 0x81), hex('01')]);
    expect(() => decodeCanonical(nested))
      .to.throw()
      .with.property('code', 'cbor_not_canonical');
  });

  it('accepts nothing that encodes to other bytes', () => {
    const start = encodeCanonical(
      new Map<number, unknown>([
        [1, [1, 500]],
        [2, Uint8Array.of(7, 8)],
        [3, 1_772_413_200],
      ]),
    );
    fc.assert(
      fc.property(
        fc.nat(start.length - 1),
        fc.nat(255),
        fc.nat(start.length - 1),
        fc.nat(255),
        (i, a, j, b) => {
          const bytes = Uint8Array.from(start);
          bytes[i] = a;
          bytes[j] = b;
          let value: unknown;
          try {
            value = decodeCanonical(bytes);
          } catch {
            return;
          }
          expect(Buffer.from(encodeCanonical(value)).toString('hex')).to.equal(
            Buffer.from(bytes).toString('hex'),
          );
        },
      ),
      { numRuns: 5000 },
    );
  });
});
