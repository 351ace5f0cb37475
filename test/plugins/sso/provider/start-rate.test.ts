import { expect } from 'chai';
import { StartRate } from '../../../../plugins/sso/provider/start-rate.js';

const NOW = Date.parse('2026-11-22T08:00:00+08:00');

/** How many of `tries` the address may begin at once. */
const allowed = (rate: StartRate, address: string, tries: number, now = NOW) =>
  [...Array(tries).keys()].filter(() => rate.take(address, now)).length;

describe('how many sign-ins an address may begin', () => {
  it('lets a whole campus behind one address in, and then two a second', () => {
    const rate = new StartRate();
    expect(allowed(rate, '10.0.0.1', 1000)).to.equal(600);
    expect(allowed(rate, '10.0.0.1', 1000, NOW + 10_000)).to.equal(20);
    expect(allowed(rate, '10.0.0.2', 1)).to.equal(1);
  });

  it('takes an IPv6 network as one address, however it is written', () => {
    const rate = new StartRate();
    const spellings = ['2001:db8::1', '2001:0db8:0:0:ffff::9', '2001:db8:0:0:1:2:3:4'];
    expect(spellings.reduce((sum, address) => sum + allowed(rate, address, 400), 0)).to.equal(600);
    expect(allowed(rate, '2001:db8:0:1::1', 1), 'the next network').to.equal(1);
  });

  it('keeps no more than it needs, whoever floods it with addresses', () => {
    const rate = new StartRate();
    allowed(rate, '10.0.0.1', 600);
    for (let one = 0; one < 20_000; one += 1) rate.take(`10.1.${one >> 8}.${one & 255}`, NOW);
    // The oldest address was forgotten, so memory is bounded.
    expect(allowed(rate, '10.0.0.1', 1)).to.equal(1);
  });
});
