import { expect } from 'chai';
import fc from 'fast-check';
import { symbolSize } from '../../../web/islands/code/symbol-size.js';

describe('symbolSize', () => {
  it('gives a version 8 symbol whole device pixels on a phone of 390 pixels at 3 to 1', () => {
    expect(symbolSize(49, 390, 3)).to.deep.equal({ scale: 20, pixels: 1140, css: 380 });
  });

  it('always draws modules of whole pixels within the room, quiet zone included', () => {
    const ratio = fc.constantFrom(1, 1.25, 1.5, 2, 2.625, 3, 3.5);
    fc.assert(
      fc.property(
        fc.integer({ min: 21, max: 61 }),
        fc.integer({ min: 120, max: 1400 }),
        ratio,
        (modules, room, dpr) => {
          const size = symbolSize(modules, room, dpr);
          expect(Number.isInteger(size.scale)).to.equal(true);
          expect(size.pixels).to.equal(size.scale * (modules + 8));
          expect(size.css).to.be.at.most(room + 1e-9);
          expect((size.scale + 1) * (modules + 8)).to.be.above(room * dpr);
        },
      ),
    );
  });
});
