import { expect } from 'chai';
import fc from 'fast-check';
import { cleanLine, isolated, shortened } from '../../../core/messages/clean-text.js';
import { smsLength } from '../../../core/messages/sms-length.js';
import { whenOf } from '../../../core/messages/when.js';

const HOUR = 3_600_000;
const NINE = Date.parse('2026-11-24T01:00:00Z');

describe('times of a message', () => {
  it('are those of the campus, in its zone, with the second day only where it is another', () => {
    const day = whenOf({ from: NINE, until: NINE + 8 * HOUR }, 'Asia/Hong_Kong', 'en');
    expect(day.long).to.match(/^Tuesday,? 24 November 2026, 09:00 to 17:00 \(GMT\+8\)$/);
    expect(day.short).to.equal('24 Nov 09:00-17:00');
    const days = whenOf({ from: NINE, until: NINE + 32 * HOUR }, 'Asia/Hong_Kong', 'zh-Hans');
    expect(days.long).to.equal('2026年11月24日星期二 09:00至2026年11月25日星期三 17:00 (GMT+8)');
    expect(days.short).to.equal('11月24日 09:00 - 11月25日 17:00');
  });

  it('follow daylight saving: the same clock time on both sides of the change', () => {
    const before = whenOf(
      { from: Date.parse('2026-10-24T08:00Z'), until: Date.parse('2026-10-24T09:00Z') },
      'Europe/London',
      'en',
    );
    const after = whenOf(
      { from: Date.parse('2026-10-26T09:00Z'), until: Date.parse('2026-10-26T10:00Z') },
      'Europe/London',
      'en',
    );
    expect(before.long).to.match(/09:00 to 10:00 \(GMT\+1\)$/);
    expect(after.long).to.match(/09:00 to 10:00 \(GMT(\+0)?\)$/);
  });
});

describe('names in a message', () => {
  it('are one line without turning marks, whatever was typed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
        expect(cleanLine(text)).not.to.match(/[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u);
      }),
    );
  });

  it('are cut between characters as a reader counts them', () => {
    expect(shortened('👩🏽‍🔬👩🏽‍🔬👩🏽‍🔬', 2)).to.equal('👩🏽‍🔬.');
    expect(shortened('Ines', 4)).to.equal('Ines');
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 1, max: 30 }), (text, most) => {
        const cut = shortened(text, most);
        expect([...new Intl.Segmenter('und').segment(cut)].length).to.be.at.most(most);
        expect(Buffer.from(cut).toString()).to.equal(cut);
      }),
    );
  });

  it('keep their direction to themselves', () => {
    expect(isolated('דוד')).to.equal('\u2068דוד\u2069');
    expect(isolated('Ines')).to.equal('Ines');
  });
});

describe('the length of an SMS', () => {
  const cases: [string, string, number, number][] = [
    ['160 letters', 'a'.repeat(160), 160, 1],
    ['161 letters', 'a'.repeat(161), 161, 2],
    ['a euro sign counts double', `${'a'.repeat(158)}€`, 160, 1],
    ['306 letters', 'a'.repeat(306), 306, 2],
  ];
  for (const [what, text, units, parts] of cases) {
    it(`in GSM: ${what}`, () => expect(smsLength(text)).to.deep.equal({ alphabet: 'gsm', units, parts }));
  }

  it('in UCS-2 from the first other sign on: 70, then 67 a part', () => {
    expect(smsLength('訪'.repeat(70))).to.deep.equal({ alphabet: 'ucs2', units: 70, parts: 1 });
    expect(smsLength('訪'.repeat(71))).to.deep.equal({ alphabet: 'ucs2', units: 71, parts: 2 });
    expect(smsLength('🧪').units).to.equal(2);
  });
});
