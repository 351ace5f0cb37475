import { expect } from 'chai';
import fc from 'fast-check';
import { nameWords, plainWords, wordDigests } from '../../../core/store/people-search-words.js';
import { createVault } from '../../../core/store/seal.js';

const CASES: [string, string[]][] = [
  ['CHAN Tai Man 陳大文', ['chan', 'tai', 'man', '陳大文', '陳', '大文']],
  ['李伟', ['李伟', '李', '伟']],
  ['歐陽靜', ['歐陽靜', '歐', '陽靜', '歐陽', '靜']],
  ['範徐麗泰', ['範徐麗泰', '範', '徐麗泰', '範徐', '麗泰']],
  ['MÜLLER-Śmith José', ['muller', 'smith', 'jose']],
  ["O'Brien, Áine", ['obrien', 'aine']],
  ['ＣＨＡＮ　Ｔａｉ', ['chan', 'tai']],
  ['阿卜杜拉热合曼', ['阿卜杜拉热合曼']],
  ['김민수', ['김민수']],
  ['...', []],
];

describe('words of a name', () => {
  for (const [name, words] of CASES) {
    it(`${name} is found by ${words.join(', ') || 'nothing'}`, () => {
      expect(nameWords(name)).to.have.members(words);
    });
  }

  it('are a bounded number, whatever the name, and what is typed of a name is among them', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'grapheme', maxLength: 12 }), { maxLength: 40 }), (parts) => {
        const name = parts.join(' ');
        const words = nameWords(name);
        expect(words.length).to.be.at.most(24);
        if (plainWords(name).length < 6) expect(words).to.include.members(plainWords(name));
      }),
    );
  });

  it('are other numbers on another campus and under another secret, and fit a bigint', () => {
    const [vault, other] = [createVault('one secret'), createVault('another secret')];
    const digests = [
      ...wordDigests(vault, 1, ['chan', 'CHAN']),
      ...wordDigests(vault, 2, ['chan']),
      ...wordDigests(other, 1, ['chan']),
    ];
    expect(new Set(digests).size).to.equal(4);
    expect(wordDigests(vault, 1, ['chan'])).to.deep.equal([digests[0]]);
    for (const one of digests) expect(BigInt.asIntN(64, BigInt(one))).to.equal(BigInt(one));
  });
});
