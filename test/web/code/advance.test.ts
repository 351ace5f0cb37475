import { expect } from 'chai';
import fc from 'fast-check';
import { ANSWER_MS, advance, begin, GRACE_MS, placed, wakeAt } from '../../../web/islands/code/advance.js';
import type { Happening, Renewal, ShownCode } from '../../../web/islands/code/renewal.js';

const CODE: ShownCode = { text: 'GH1A', issued: 1000, until: 31_000 };
/** The hub's clock is far from the phone's. */
const HUB = 1_795_000_000_000;
const answer = (left: number) => ({
  text: 'GH1B',
  issued: HUB - (30_000 - left),
  until: HUB + left,
  now: HUB,
});
const showing = begin(CODE, 1000);

describe('advance', () => {
  it('shows the code that came with the page, and wakes when its step ends', () => {
    expect(showing).to.include({ kind: 'showing' });
    expect(wakeAt(showing)).to.equal(31_000);
    expect(advance(showing, { kind: 'tick' }, 30_999)).to.equal(showing);
  });

  it('asks once when the step ends, and keeps showing the old code until the new one is there', () => {
    const asking = advance(showing, { kind: 'tick' }, 31_000);
    expect(asking).to.deep.include({ kind: 'asking', asks: 1, code: CODE });
    expect(advance(asking, { kind: 'tick' }, 31_001)).to.deep.equal(asking);
    const next = advance(asking, { kind: 'answered', asks: 1, answer: answer(29_800) }, 31_400);
    expect(next).to.deep.include({ kind: 'showing', code: { text: 'GH1B', issued: 31_200, until: 61_200 } });
  });

  it('takes the old code away when no reader would take it any more', () => {
    const asking = advance(showing, { kind: 'tick' }, 31_000);
    expect(wakeAt(asking)).to.equal(31_000 + GRACE_MS);
    expect(advance(asking, { kind: 'tick' }, 31_000 + GRACE_MS - 1)).to.deep.include({ code: CODE });
    expect(advance(asking, { kind: 'tick' }, 31_000 + GRACE_MS)).to.deep.include({
      kind: 'asking',
      asks: 1,
      code: null,
    });
  });

  it('asks at once when the page came without a code', () => {
    expect(begin(null, 500)).to.deep.include({ kind: 'asking', asks: 1, code: null, since: 500 });
  });

  it('gives up on an answer in time and tries again with growing pauses', () => {
    let state = begin(null, 0);
    let at = 0;
    const pauses = [1000, 2000, 4000, 8000, 15_000, 15_000];
    for (const pause of pauses) {
      at += ANSWER_MS;
      state = advance(state, { kind: 'tick' }, at);
      expect(state).to.include({ kind: 'waiting', trouble: 'unreachable', until: at + pause });
      at += pause;
      state = advance(state, { kind: 'tick' }, at);
      expect(state).to.include({ kind: 'asking', trouble: 'unreachable' });
    }
  });

  it('starts again from a short pause after an answer', () => {
    const late = advance(
      { kind: 'asking', asks: 7, code: null, since: 0, attempt: 5, trouble: 'busy' },
      { kind: 'answered', asks: 7, answer: answer(10) },
      100,
    );
    const asking = advance(late, { kind: 'tick' }, 600);
    const failed = advance(asking, { kind: 'failed', asks: 8, failure: { trouble: 'unreachable' } }, 700);
    expect(wakeAt(failed)).to.equal(1700);
  });

  it('waits as long as a busy hub asks for', () => {
    const failure = { trouble: 'busy', retryAfter: 20_000 } as const;
    const waiting = advance(begin(null, 0), { kind: 'failed', asks: 1, failure }, 100);
    expect(waiting).to.include({ kind: 'waiting', trouble: 'busy', until: 20_100 });
  });

  it('tries at once when the phone says that the network is back', () => {
    const waiting = advance(
      begin(null, 0),
      { kind: 'failed', asks: 1, failure: { trouble: 'unreachable' } },
      100,
    );
    expect(advance(waiting, { kind: 'online' }, 200)).to.include({ kind: 'asking', asks: 2 });
    expect(advance(showing, { kind: 'online' }, 2000)).to.equal(showing);
  });

  it('asks nothing while hidden, drops the answer on its way, and asks anew when seen again', () => {
    const asking = advance(showing, { kind: 'tick' }, 31_000);
    const paused = advance(asking, { kind: 'hidden' }, 31_100);
    expect(wakeAt(paused)).to.equal(null);
    expect(advance(paused, { kind: 'answered', asks: 1, answer: answer(29_000) }, 31_200)).to.equal(paused);
    expect(advance(paused, { kind: 'online' }, 40_000)).to.equal(paused);
    const back = advance(paused, { kind: 'visible' }, 50_000);
    expect(back).to.deep.include({ kind: 'asking', asks: 2, code: null, since: 50_000 });
    expect(advance(back, { kind: 'answered', asks: 1, answer: answer(29_000) }, 50_100)).to.equal(back);
  });

  it('ends when the hub has no code for this phone any more', () => {
    const over = advance(begin(null, 0), { kind: 'failed', asks: 1, failure: { trouble: 'over' } }, 100);
    expect(over.kind).to.equal('over');
    expect(advance(over, { kind: 'visible' }, 200)).to.equal(over);
    expect(wakeAt(over)).to.equal(null);
  });

  it('does not ask in a loop when the hub answers with a code about to end', () => {
    const next = advance(begin(null, 0), { kind: 'answered', asks: 1, answer: answer(0) }, 5000);
    expect(wakeAt(next)).to.equal(5500);
  });

  it('never thinks that a step has ended before it has, however slow the answer', () => {
    fc.assert(
      fc.property(fc.nat(30_000), fc.nat(5000), fc.integer({ min: -1e12, max: 1e12 }), (left, way, shift) => {
        // At phone time `written` the hub writes the answer; it arrives `way` later.
        const written = HUB + shift;
        const shown = placed(answer(left), written + way);
        expect(shown.until).to.be.at.least(written + left);
        expect(shown.until - shown.issued).to.equal(30_000);
      }),
    );
  });

  it('has at most one request under way and always a way on, whatever happens', () => {
    const happening = fc.constantFrom(
      'tick',
      'hidden',
      'visible',
      'online',
      'answered',
      'failed',
      'stale' as const,
    );
    fc.assert(
      fc.property(fc.array(fc.tuple(happening, fc.nat(20_000)), { maxLength: 60 }), (steps) => {
        let state: Renewal = showing;
        let at = 1000;
        for (const [kind, pause] of steps) {
          at += pause;
          const before = state;
          state = advance(state, happen(kind, state.asks), at);
          if (before.kind === 'asking' && state.kind === 'asking') expect(state.asks).to.equal(before.asks);
          expect(state.asks - before.asks).to.be.within(0, 1);
          expect(wakeAt(state) === null).to.equal(state.kind === 'paused');
          if ('code' in state && state.code && state.kind !== 'showing')
            expect(at).to.be.below(state.code.until + GRACE_MS);
        }
      }),
    );
  });
});

function happen(kind: string, asks: number): Happening {
  if (kind === 'answered') return { kind, asks, answer: answer(20_000) };
  if (kind === 'stale') return { kind: 'answered', asks: asks - 1, answer: answer(20_000) };
  if (kind === 'failed') return { kind, asks, failure: { trouble: 'busy' } };
  return { kind: kind as 'tick' | 'hidden' | 'visible' | 'online' };
}
