import { expect } from 'chai';
import fc from 'fast-check';
import { withLockdowns, withVoids } from '../../../core/policy/bundle.js';
import { compile } from '../../../core/policy/compile.js';
import { decide } from '../../../core/policy/decide.js';
import { explain } from '../../../core/policy/explain.js';
import { asked, DAYS, lockdowns, START, source, voids } from './random-campus.js';

const horizon = { from: START, days: DAYS };
/** Each is asked thirty questions. */
const CAMPUSES = 400;

describe('decide and explain', () => {
  it('agree on random campuses, readings and instants', () => {
    const questions = fc.array(asked, { minLength: 30, maxLength: 30 });
    fc.assert(
      fc.property(source, voids, lockdowns, questions, (policy, handles, locked, all) => {
        const bundle = withLockdowns(withVoids(compile(policy, 5, horizon), handles), locked);
        for (const { point, reading, at } of all) {
          const trace = explain(policy, bundle, point, reading, at);
          expect(decide(bundle, point, reading, at)).to.deep.equal(trace.decision);
        }
      }),
      { numRuns: CAMPUSES },
    );
  });

  it('reach every outcome of the rules among those questions', () => {
    const reasons = new Set<string>();
    const sample = fc.sample(fc.tuple(source, voids, lockdowns, fc.array(asked, { minLength: 20 })), {
      numRuns: CAMPUSES,
      seed: 42,
    });
    for (const [policy, handles, locked, all] of sample) {
      const bundle = withLockdowns(withVoids(compile(policy, 5, horizon), handles), locked);
      for (const { point, reading, at } of all) reasons.add(decide(bundle, point, reading, at).reason);
    }
    expect([...reasons]).to.include.members([
      ...[
        'permitted',
        'released',
        'outside_hours',
        'not_permitted_here',
        'lockdown',
        'visit_over',
        'stale_bundle',
      ],
      ...['point_disabled', 'superseded', 'expired_code', 'clock_ahead', 'wrong_campus', 'bad_signature'],
    ]);
    expect([...reasons]).not.to.include('rule_error');
  });
});
