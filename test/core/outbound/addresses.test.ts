import { expect } from 'chai';
import { mayCall } from '../../../core/outbound/addresses.js';

const CASES: [address: string, byConsent: boolean, freely: boolean][] = [
  ['147.8.2.58', true, true],
  ['2606:4700::1111', true, true],
  ['::ffff:147.8.2.58', true, true],
  ['127.0.0.1', true, false],
  ['::1', true, false],
  ['10.1.2.3', true, false],
  ['::ffff:10.1.2.3', true, false],
  ['172.31.255.255', true, false],
  ['172.32.0.0', true, true],
  ['192.168.0.1', true, false],
  ['100.127.0.1', true, false],
  ['fd00::1', true, false],
  ['64:ff9b::a00:1', true, false],
  ['2002:a00:1::1', true, false],
  ['169.254.169.254', false, false],
  ['::ffff:169.254.169.254', false, false],
  ['fe80::1', false, false],
  ['0.0.0.0', false, false],
  ['224.0.0.1', false, false],
  ['255.255.255.255', false, false],
  ['not an address', false, false],
];

describe('mayCall', () => {
  for (const [address, byConsent, freely] of CASES) {
    it(`${address}: by consent ${byConsent}, without ${freely}`, () => {
      expect(mayCall(address, true)).to.equal(byConsent);
      expect(mayCall(address, false)).to.equal(freely);
    });
  }
});
