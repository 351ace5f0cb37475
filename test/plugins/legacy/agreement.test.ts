import { expect } from 'chai';
import { LANGUAGES } from '../../../core/domain/languages.js';
import { LEGACY_WORDS } from '../../../plugins/legacy/words/index.js';

describe('words of the page about the old system', () => {
  it('are there in each language, differently, and name how often and when', () => {
    const texts = LANGUAGES.map((language) => {
      const { used, ...rest } = LEGACY_WORDS[language];
      const sentence = used('1,204', 'LAST DAY');
      expect(sentence).to.contain('1,204').and.to.contain('LAST DAY');
      return [sentence, ...Object.values(rest)];
    });
    for (const [index] of (texts[0] ?? []).entries())
      expect(new Set(texts.map((one) => one[index])).size, texts[0]?.[index]).to.be.at.least(2);
    expect(texts.flat()).not.to.include('');
  });
});
