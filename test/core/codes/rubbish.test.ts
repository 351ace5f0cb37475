import { expect } from 'chai';
import fc from 'fast-check';
import { read } from '../../../core/codes/read.js';
import { writeLive } from '../../../core/codes/write-live.js';
import { compile } from '../../../core/policy/compile.js';
import { decide } from '../../../core/policy/decide.js';
import { HANDLE, ISSUED, keys, signer } from './campus-keys.js';

const good = writeLive(signer, { handle: HANDLE, groups: [1], issued: ISSUED });
/** Everybody of group 1 may pass at any time, so that a grant is withheld by the reading alone. */
const bundle = compile(
  {
    ...{ campus: 7, slug: 'open', timeZone: 'UTC', schedules: [] },
    areas: [{ id: 'all', name: { en: 'All' } }],
    points: [{ id: 'gate', number: 1, area: 'all', kind: 'gate', mode: 'normal', name: { en: 'Gate' } }],
    groups: [{ id: 'staff', number: 1, name: { en: 'Staff' } }],
    rules: [{ id: 'staff', effect: 'allow', groups: ['staff'], points: ['gate'], areas: [] }],
  },
  1,
  { from: ISSUED, days: 1 },
);

const base32 = fc.string({ unit: fc.constantFrom(...'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'), maxLength: 240 });
const place = fc.nat(good.length - 1);
const piece = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 4 }),
  base32.map((some) => some.slice(0, 4)),
);

/** The good code with up to three pieces put in, taken out or put in place of others. */
const mutated = fc
  .array(fc.tuple(place, fc.nat(3), piece), { minLength: 1, maxLength: 3 })
  .map((edits) =>
    edits.reduce((code, [at, gone, put]) => code.slice(0, at) + put + code.slice(at + gone), good),
  );
const rubbish = fc
  .oneof(
    { weight: 5, arbitrary: mutated },
    { weight: 2, arbitrary: base32.map((some) => `GH1${some}`) },
    { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 600 }) },
    { weight: 1, arbitrary: fc.string({ unit: 'grapheme', maxLength: 100 }) },
  )
  // An edit may put back what it took; then it is the good code, in whatever case and surroundings.
  .filter((text) => !text.toUpperCase().includes(good));

describe('rubbish', () => {
  it('would be a grant if it were the code it was made from', () => {
    expect(decide(bundle, 'gate', read(keys, good), ISSUED * 1000).outcome).to.equal('grant');
  });

  it('is never granted and never crashes, in 10,000 random and mutated texts', () => {
    const reasons = new Map<string, number>();
    fc.assert(
      fc.property(rubbish, (text) => {
        const { outcome, reason } = decide(bundle, 'gate', read(keys, text), ISSUED * 1000);
        expect(outcome).to.equal('deny');
        reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
      }),
      { numRuns: 10_000 },
    );
    expect([...reasons.keys()]).to.include.members(['unreadable', 'bad_signature']);
    expect(reasons.has('rule_error')).to.equal(false);
  });
});
