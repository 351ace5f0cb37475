import { expect } from 'chai';
import { kept } from '../../../core/metrics/kept.js';

describe('an answer that is kept', () => {
  it('is asked for once, by all who ask meanwhile and by who asks soon after', async () => {
    let asked = 0;
    const answer = kept(60_000, async () => ++asked);
    expect(await Promise.all([answer(), answer()])).to.deep.equal([1, 1]);
    expect(await answer()).to.equal(1);
  });

  it('is asked for anew when its time is over', async () => {
    let asked = 0;
    const answer = kept(0, async () => ++asked);
    expect([await answer(), await answer()]).to.deep.equal([1, 2]);
  });

  it('is no failure: that is told to those who waited for it, and the next asks anew', async () => {
    let asked = 0;
    const answer = kept(60_000, async () => {
      asked += 1;
      if (asked === 1) throw new Error('away');
      return asked;
    });
    const both = await Promise.allSettled([answer(), answer()]);
    expect(both.map(({ status }) => status)).to.deep.equal(['rejected', 'rejected']);
    expect(await answer()).to.equal(2);
  });
});
