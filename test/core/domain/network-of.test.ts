import { expect } from 'chai';
import fc from 'fast-check';
import { networkOf } from '../../../core/domain/network-of.js';

describe('the network that an address stands for', () => {
  it('is the /64 of IPv6, however the address is written', () => {
    const same = [
      '2001:db8:0:7::1',
      '2001:DB8::7:0:0:0:1',
      '2001:0db8:0000:0007:ffff::',
      '2001:db8:0:7::9%eth0',
    ];
    expect(new Set(same.map(networkOf))).to.deep.equal(new Set(['2001:db8:0:7']));
    expect(networkOf('2001:db8:0:8::1')).to.equal('2001:db8:0:8');
    expect(networkOf('::1')).to.equal('0:0:0:0');
  });

  it('is an IPv4 address itself, also in IPv6’s clothes', () => {
    expect(networkOf('203.0.113.9')).to.equal('203.0.113.9');
    expect(networkOf('::ffff:203.0.113.9')).to.equal('203.0.113.9');
  });

  it('is what the address and any neighbour of its /64 share, and no other', () => {
    fc.assert(
      fc.property(fc.ipV6(), fc.ipV6(), (one, other) => {
        fc.pre(!`${one}${other}`.includes('.'));
        expect(networkOf(one) === networkOf(other)).to.equal(first64(one) === first64(other));
        expect(networkOf(`${networkOf(one)}::`)).to.equal(networkOf(one));
      }),
    );
  });

  /** As the URL standard's own parser has it. */
  function first64(address: string): string {
    const [head = '', tail] = new URL(`http://[${address}]/`).hostname.slice(1, -1).split('::');
    const [left, right] = [head, tail ?? ''].map((part) => part.split(':').filter(Boolean));
    const zeros = Array<string>(8 - (left?.length ?? 0) - (right?.length ?? 0)).fill('0');
    return [...(left ?? []), ...zeros, ...(right ?? [])].slice(0, 4).join(':');
  }

  it('of what is no address is the text, so that nobody shares it by mistake', () => {
    for (const text of ['', 'localhost', 'unix']) expect(networkOf(text)).to.equal(text);
  });
});
