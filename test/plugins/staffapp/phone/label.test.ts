import { expect } from 'chai';
import { phoneLabel } from '../../../../plugins/staffapp/phone/label.js';

const LABELS: [string | undefined, string][] = [
  [
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 Mobile/15E148 Safari/604.1',
    'iPhone',
  ],
  [
    'Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 Chrome/120.0 Mobile Safari/537.36',
    'Pixel 8',
  ],
  ['Mozilla/5.0 (Linux; Android 13; SM-S918B Build/TP1A.220624.014; wv) AppleWebKit/537.36', 'SM-S918B'],
  ['Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 Chrome/131.0 Mobile Safari/537.36', 'Android'],
  ['Mozilla/5.0 (Android 14; Mobile; rv:132.0) Gecko/132.0 Firefox/132.0', 'Android'],
  ['Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/131.0 Safari/537.36', 'Windows'],
  ['curl/8.5.0', ''],
  [undefined, ''],
];

describe('phoneLabel', () => {
  for (const [agent, label] of LABELS) {
    it(`proposes "${label}" for ${agent?.slice(0, 48) ?? 'no user agent'}`, () => {
      expect(phoneLabel(agent)).to.equal(label);
    });
  }
});
