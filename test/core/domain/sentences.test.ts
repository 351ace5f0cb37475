import { expect } from 'chai';
import { INELIGIBLE_REASONS } from '../../../core/domain/eligibility.js';
import { LANGUAGES, type Language } from '../../../core/domain/languages.js';
import { DENY_REASONS, GRANT_REASONS } from '../../../core/domain/reasons.js';
import { AUDIENCES, ineligibleSentence, sentence } from '../../../core/domain/sentences/index.js';

const REASONS = [...DENY_REASONS, ...GRANT_REASONS];
const WITHOUT_CODE = [...INELIGIBLE_REASONS, 'capture_reported', 'shared', 'by_admin'] as const;
const LONGEST: Record<Language, number> = { en: 32, 'zh-Hant': 14, 'zh-Hans': 14 };

describe('sentences', () => {
  for (const reason of REASONS) {
    it(`${reason} is said to guard, holder and vendor, differently in each language`, () => {
      for (const audience of AUDIENCES) {
        const texts = LANGUAGES.map((language) => sentence(reason, audience, language));
        for (const text of texts) expect(text.trim(), audience).to.equal(text).and.not.equal('');
        expect(new Set(texts).size, `${audience}: ${texts.join(' / ')}`).to.equal(LANGUAGES.length);
      }
    });
  }

  it('fit a device display', () => {
    for (const reason of REASONS) {
      for (const language of LANGUAGES) {
        const text = sentence(reason, 'vendor', language);
        expect([...text].length, text).to.be.at.most(LONGEST[language]);
      }
    }
  });

  it('never say the same of two reasons on a device display', () => {
    for (const language of LANGUAGES) {
      const texts = REASONS.map((reason) => sentence(reason, 'vendor', language));
      expect(new Set(texts).size, texts.join(' / ')).to.equal(texts.length);
    }
  });

  it('say why there is no code, differently for each reason and in each language', () => {
    const texts = WITHOUT_CODE.flatMap((reason) => Object.values(ineligibleSentence(reason)));
    expect(texts).not.to.include('');
    expect(new Set(texts).size).to.equal(WITHOUT_CODE.length * LANGUAGES.length);
  });

  it('are written in the script of their language', () => {
    const all = (language: Language) =>
      [
        ...REASONS.flatMap((reason) => AUDIENCES.map((audience) => sentence(reason, audience, language))),
        ...WITHOUT_CODE.map((reason) => ineligibleSentence(reason)[language] ?? ''),
      ].join('');
    expect(all('zh-Hant')).not.to.match(/[码证请员时处开闭锁联无发]/u);
    expect(all('zh-Hans')).not.to.match(/[碼證請員時處開閉鎖聯繫無發]/u);
    expect(all('zh-Hant') + all('zh-Hans')).not.to.match(/[,:;?!]/);
    expect(all('en')).not.to.match(/[^\x20-\x7e]/);
  });
});
