import { expect } from 'chai';
import { CodeRate } from '../../../../plugins/staffapp/phone/code-rate.js';

describe('CodeRate', () => {
  it('lets a phone have 30 codes in a minute, then says how long to wait', () => {
    const rate = new CodeRate();
    const waits = Array.from({ length: 31 }, (_, second) => rate.take('phone', 1000 * second));
    expect(waits.slice(0, 30)).to.deep.equal(Array(30).fill(0));
    expect(waits[30]).to.equal(30);
    expect(rate.take('phone', 60_000)).to.equal(0);
  });

  it('counts each phone apart', () => {
    const rate = new CodeRate();
    for (let code = 0; code < 40; code += 1) rate.take('one', 0);
    expect(rate.take('one', 0)).to.equal(60);
    expect(rate.take('other', 0)).to.equal(0);
  });
});
