import { expect } from 'chai';
import type { Decision } from '../../core/domain/decision.js';
import { withLockdowns, withVoids } from '../../core/policy/bundle.js';
import { compile } from '../../core/policy/compile.js';
import { decide } from '../../core/policy/decide.js';
import { explain } from '../../core/policy/explain.js';
import { type DecisionCase, readCaseFiles, readingOf, voidsOf } from './case-file.js';

const VERSION = 3;
/** 2026-02-01T00:00:00Z; 300 days later is 2026-11-28T00:00:00Z. */
const HORIZON = { from: 1_769_904_000, days: 300 };

function wanted({ want: { outcome, reason, rule } }: DecisionCase): Decision {
  return rule === undefined
    ? { outcome, reason, version: VERSION }
    : { outcome, reason, rule, version: VERSION };
}

for (const { name, source, cases } of readCaseFiles()) {
  describe(`decisions/${name}`, () => {
    const compiled = compile(source, VERSION, HORIZON);
    for (const asked of cases) {
      const bundle = withLockdowns(withVoids(compiled, voidsOf(asked)), asked.lockdowns);
      it(asked.says, () => {
        expect(decide(bundle, asked.point, readingOf(asked), asked.at)).to.deep.equal(wanted(asked));
      });
      it(`${asked.says} (explained)`, () => {
        const trace = explain(source, bundle, asked.point, readingOf(asked), asked.at);
        expect(trace.decision).to.deep.equal(wanted(asked));
      });
    }
  });
}
