import { expect } from 'chai';
import fc from 'fast-check';
import { newHandle } from '../../../core/codes/handle.js';
import { stepEnd, stepStart } from '../../../core/codes/step.js';

describe('the step grid', () => {
  it('is shifted by the first four bytes of the handle', () => {
    expect(stepStart('0000000000000000', 1000)).to.equal(990);
    expect(stepStart('0000000b00000000', 1000)).to.equal(971);
    expect(stepStart('ffffffff00000000', 1000)).to.equal(975);
  });

  it('has a new step on the second, and the old one until then', () => {
    const start = stepStart('0000000b00000000', 1000);
    expect(stepEnd(start)).to.equal(1001);
    expect(stepStart('0000000b00000000', 1000.999)).to.equal(start);
    expect(stepStart('0000000b00000000', 1001)).to.equal(1001);
  });

  it('holds every instant in exactly one step of 30 seconds', () => {
    fc.assert(
      fc.property(fc.constant(0).map(newHandle), fc.integer({ min: 0, max: 4_000_000_000 }), (handle, at) => {
        const start = stepStart(handle, at);
        expect(at - start).to.be.within(0, 29);
        expect(stepStart(handle, start)).to.equal(start);
        expect(stepStart(handle, stepEnd(start) - 1)).to.equal(start);
        expect(stepStart(handle, stepEnd(start))).to.equal(start + 30);
      }),
    );
  });
});
