import { expect } from 'chai';
import fc from 'fast-check';
import type { Decision } from '../../../core/domain/decision.js';
import type { PolicySource, Void } from '../../../core/domain/policy-source.js';
import type { Reading } from '../../../core/domain/reading.js';
import { withLockdowns, withVoids } from '../../../core/policy/bundle.js';
import { compile } from '../../../core/policy/compile.js';
import { decide } from '../../../core/policy/decide.js';
import type { HandleFacts, RecordedEvent } from '../../../core/store/events-one.js';
import { retrace } from '../../../core/use-cases/explain-event.js';
import { readCaseFiles, readingOf, voidsOf } from '../../decisions/case-file.js';
import { asked, DAYS, lockdowns, START, source, voids } from '../policy/random-campus.js';

const VISIT_GROUP = 'visitors';

/** What is kept of a decision when it has happened: the event, and what its handle stands for. */
function kept(
  point: string,
  at: number,
  reading: Reading,
  decision: Decision,
  policy: PolicySource,
  voided: ReadonlyMap<string, Void>,
): { event: RecordedEvent; handle: HandleFacts | null } {
  const { outcome, reason, rule = null, version } = decision;
  const handle = reading.ok ? reading.handle : null;
  const step = reading.ok && reason !== 'released' ? reading.issued : null;
  const event = {
    id: '1',
    point,
    device: 'reader',
    at,
    outcome,
    reason,
    rule,
    version,
    origin: null,
    handle,
    step,
  };
  return { event, handle: reading.ok ? handleOf(reading, policy, voided, at) : null };
}

function handleOf(
  reading: Extract<Reading, { ok: true }>,
  { points }: PolicySource,
  voided: ReadonlyMap<string, Void>,
  at: number,
): HandleFacts {
  const found = voided.get(reading.handle);
  const moved = found && found.until > at / 1000 && typeof found.what === 'object' ? found.what : null;
  const { window, points: numbers = [] } = reading;
  return {
    groups: [...reading.groups],
    person: window ? null : 'somebody',
    visit: window
      ? {
          from: window.from * 1000,
          until: window.until * 1000,
          points: points.filter(({ number }) => numbers.includes(number)).map(({ id }) => id),
        }
      : null,
    moved: moved && { groups: moved.groups, at },
  };
}

/** Visitors' codes carry one group, that of the campus file. */
function withVisitGroup(policy: PolicySource, numbers: readonly number[]): string | null {
  return policy.groups.find(({ number }) => numbers[0] === number)?.id ?? null;
}

describe('the explanation of what was recorded', () => {
  for (const { name, source: policy, cases } of readCaseFiles()) {
    it(`ends in the recorded decision for every case of decisions/${name}`, () => {
      const compiled = compile(policy, 3, { from: 1_769_904_000, days: 300 });
      for (const one of cases) {
        const reading = readingOf(one);
        const bundle = withLockdowns(withVoids(compiled, voidsOf(one)), one.lockdowns);
        const decision = decide(bundle, one.point, reading, one.at);
        const { event, handle } = kept(one.point, one.at, reading, decision, policy, voidsOf(one));
        const visitGroup = withVisitGroup(policy, reading.ok ? reading.groups : []);
        const found = retrace({ event, handle, source: policy, visitGroup });
        expect(found, one.says).to.include({ known: true, by: 'rules' });
        if (found.known) expect(found.trace.decision, one.says).to.deep.equal(decision);
      }
    });
  }

  it('ends in the recorded decision on random campuses, for holders and visitors', () => {
    let told = 0;
    const questions = fc.array(asked, { minLength: 20, maxLength: 20 });
    fc.assert(
      fc.property(source, voids, lockdowns, questions, (policy, handles, locked, all) => {
        const bundle = withLockdowns(
          withVoids(compile(policy, 5, { from: START, days: DAYS }), handles),
          locked,
        );
        for (const { point, reading, at } of all) {
          // A code of a visit carries the visitors' group and no other.
          const single = reading.ok && reading.window && reading.groups.length !== 1;
          if (single) continue;
          const decision = decide(bundle, point, reading, at);
          const { event, handle } = kept(point, at, reading, decision, policy, handles);
          const visitGroup = withVisitGroup(policy, reading.ok ? reading.groups : []);
          const found = retrace({ event, handle, source: policy, visitGroup });
          told += 1;
          expect(found.known && found.trace.decision).to.deep.equal(decision);
        }
      }),
      { numRuns: 60 },
    );
    expect(told).to.be.greaterThan(400);
  });

  const [first] = readCaseFiles();
  const permitted = (): { event: RecordedEvent; handle: HandleFacts | null; source: PolicySource } => {
    const policy = first?.source;
    const one = first?.cases.find(({ want }) => want.reason === 'permitted');
    if (!policy || !one) throw new Error('no case is permitted');
    const reading = readingOf(one);
    const bundle = compile(policy, 3, { from: 1_769_904_000, days: 300 });
    const decision = decide(bundle, one.point, reading, one.at);
    return { ...kept(one.point, one.at, reading, decision, policy, new Map()), source: policy };
  };
  const cause = (ask: Omit<Parameters<typeof retrace>[0], 'visitGroup'>) => {
    const found = retrace({ ...ask, visitGroup: VISIT_GROUP });
    return found.known ? found.by : found.cause;
  };

  it('says of a code used twice that its single use decided, and not the rules', () => {
    const { event, ...rest } = permitted();
    const again = { ...event, outcome: 'deny', reason: 'already_used', rule: null } as const;
    expect(cause({ ...rest, event: again })).to.equal('single_use');
  });

  it('says of a text that is not ours that the other system decided', () => {
    const { event, ...rest } = permitted();
    const foreign = {
      ...event,
      reason: 'permitted_by_origin',
      origin: 'legacy',
      rule: null,
      handle: null,
      step: null,
    };
    expect(cause({ ...rest, handle: null, event: foreign as RecordedEvent })).to.equal('origin');
  });

  it('says of a revocation that was committed in the same moment what the hub wrote', () => {
    const { event, ...rest } = permitted();
    const late = { ...event, outcome: 'deny', reason: 'credential_revoked', rule: null } as const;
    expect(cause({ ...rest, event: late })).to.equal('rules');
  });

  it('is none where the rules, the handle, or what it stood for are gone', () => {
    const { event, handle, source: policy } = permitted();
    expect(cause({ event, handle, source: null })).to.equal('policy_gone');
    expect(cause({ event, handle: null, source: policy })).to.equal('holder_gone');
    const other = handle && { ...handle, groups: [] };
    expect(cause({ event, handle: other, source: policy })).to.equal('changed');
  });
});
