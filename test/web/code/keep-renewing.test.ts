import { expect } from 'chai';
import { KeepRenewing, type World } from '../../../web/islands/code/keep-renewing.js';
import type { Failure, Renewal } from '../../../web/islands/code/renewal.js';

/** The hub's clock when the phone's stands at 0. */
const HUB = 1_795_000_000_000;

/** A hub with a step grid and a phone, on a clock that stands still unless a test lets it run. */
class HandClock implements World {
  at = 0;
  asked: number[] = [];
  shown: Renewal[] = [];
  aborted = 0;
  failure: Failure | null = null;
  /** By how much a timer rings before its time: browsers cut fractions off. */
  early = 0;
  private timers: { at: number; call: () => void }[] = [];

  now = (): number => this.at;
  show = (state: Renewal): void => void this.shown.push(state);
  after = (ms: number, call: () => void): (() => void) => {
    const timer = { at: this.at + Math.max(0, ms - this.early), call };
    this.timers.push(timer);
    return () => {
      this.timers = this.timers.filter((other) => other !== timer);
    };
  };

  ask = async (signal: AbortSignal) => {
    this.asked.push(this.at);
    signal.addEventListener('abort', () => {
      this.aborted += 1;
    });
    if (this.failure) return { failure: this.failure };
    const now = HUB + this.at;
    const issued = Math.floor(now / 30_000) * 30_000;
    return { answer: { text: `GH1${issued}`, issued, until: issued + 30_000, now } };
  };

  /** Lets timers ring in their order up to `until`, and everything that they set off. */
  async run(until: number): Promise<void> {
    await settled();
    for (;;) {
      const next = this.timers.toSorted((a, b) => a.at - b.at)[0];
      if (!next || next.at > until) break;
      this.timers = this.timers.filter((timer) => timer !== next);
      this.at = Math.max(this.at, next.at);
      next.call();
      await settled();
    }
    this.at = until;
  }

  get last(): Renewal | undefined {
    return this.shown.at(-1);
  }
}

const settled = () => new Promise<void>((resolve) => setImmediate(resolve));

describe('KeepRenewing', () => {
  it('asks once a step for ten minutes, at the step ends, and always shows a code', async () => {
    const world = new HandClock();
    new KeepRenewing(world, null, true).start();
    await world.run(600_000);
    expect(world.asked).to.have.length(21);
    expect(world.asked.slice(1).map((at) => (HUB + at) % 30_000)).to.deep.equal(Array(20).fill(0));
    const gaps = world.shown.slice(1).filter((state) => !('code' in state) || state.code === null);
    expect(gaps).to.deep.equal([]);
  });

  it('goes on where each timer rings a hair before its time', async () => {
    const world = new HandClock();
    world.early = 0.4;
    new KeepRenewing(world, null, true).start();
    await world.run(600_000);
    expect(world.asked).to.have.length(21);
  });

  it('stops when hidden, aborts what is under way, and resumes at once', async () => {
    const world = new HandClock();
    const renewal = new KeepRenewing(world, null, true);
    renewal.start();
    renewal.tell({ kind: 'hidden' });
    await world.run(300_000);
    expect(world.asked).to.have.length(1);
    expect(world.aborted).to.equal(1);
    expect(world.last?.kind).to.equal('paused');
    renewal.tell({ kind: 'visible' });
    await settled();
    expect(world.asked).to.deep.equal([0, 300_000]);
    expect(world.last).to.include({ kind: 'showing' });
  });

  it('waits for the page to be seen when it was opened behind another', async () => {
    const world = new HandClock();
    new KeepRenewing(world, null, false).start();
    await world.run(60_000);
    expect(world.asked).to.deep.equal([]);
    expect(world.last?.kind).to.equal('paused');
  });

  it('comes back by itself after the network was away', async () => {
    const world = new HandClock();
    new KeepRenewing(world, null, true).start();
    await world.run(1000);
    world.failure = { trouble: 'unreachable' };
    await world.run(120_000);
    expect(world.last).to.deep.include({ trouble: 'unreachable', code: null });
    world.failure = null;
    await world.run(140_000);
    expect(world.last).to.include({ kind: 'showing' });
  });

  it('asks no more once the hub has said that it is over', async () => {
    const world = new HandClock();
    world.failure = { trouble: 'over' };
    new KeepRenewing(world, null, true).start();
    await world.run(600_000);
    expect(world.asked).to.have.length(1);
    expect(world.last?.kind).to.equal('over');
  });
});
