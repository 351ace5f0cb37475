import { expect } from 'chai';
import fc from 'fast-check';
import { campusStyle } from '../../../../core/http/page/campus-style.js';
import { contrast } from '../../../../core/http/page/contrast.js';

const colour = fc
  .integer({ min: 0, max: 0xffffff })
  .map((value) => `#${value.toString(16).padStart(6, '0')}`);

describe('campus colours', () => {
  it('measures contrast as WCAG does', () => {
    expect(contrast('#000000', '#ffffff')).to.equal(21);
    expect(contrast('#777777', '#ffffff')).to.be.closeTo(4.48, 0.01);
  });

  it('are legible for whatever colour a campus names', () => {
    fc.assert(
      fc.property(colour, (named) => {
        const style = campusStyle(named);
        const [own = '', ink = '', onLight = '', onDark = ''] = [...style.matchAll(/#[0-9a-f]{6}/gi)].map(
          ([hex]) => hex,
        );
        expect(own).to.equal(named);
        expect(contrast(ink, own)).to.be.at.least(4.5);
        expect(contrast(onLight, '#eceee9')).to.be.at.least(4.5);
        expect(contrast(onLight, '#ffffff')).to.be.at.least(4.5);
        expect(contrast(onDark, '#272d2a')).to.be.at.least(4.5);
        expect(contrast(onDark, '#0c0f0e')).to.be.at.least(4.5);
      }),
    );
  });

  it('keep a colour that is legible already', () => {
    expect(campusStyle('#024638')).to.contain('--campus-on-light:#024638');
  });
});
