// Decisions per second at 100, 1,000 and 10,000 rules beside a plain loop over the rules; then reading and deciding
// beside the bare P-256 verifications that reading must do. One process, one core. Ratios matter: machines differ.
import { verify } from 'node:crypto';
import { cpus } from 'node:os';
import { aad } from '../core/codes/aad.js';
import { decodeBase32 } from '../core/codes/base32.js';
import { decodeSign1, signedBytes } from '../core/codes/cose-sign1.js';
import type { KeySet } from '../core/codes/key-list.js';
import { generateKeyPair } from '../core/codes/keys.js';
import { read } from '../core/codes/read.js';
import { stepStart } from '../core/codes/step.js';
import { writeLive } from '../core/codes/write-live.js';
import { compile } from '../core/policy/compile.js';
import { decide } from '../core/policy/decide.js';
import { campusWith, MONDAY, type Scan, SIZES, scansWithin, WEEK } from './decide-campus.js';
import { plainLoop } from './decide-plain-loop.js';

const ROUNDS = 5;
const ROUND_MS = 350;
/** Nine to ten on a Monday morning, when it matters; and a whole week shuffled, the worst that a cache can meet. */
const rushHour = scansWithin(MONDAY + 9 * 3600, 3600);
const wholeWeek = scansWithin(MONDAY, WEEK);
const count = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 });

/** Seconds that this process has spent on a processor: other guests of the machine do not count. */
function spent(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}

/** Runs per second of processor time of `once`, called with 0, 1, 2 ...: the best of some rounds after a first one. */
function perSecond(once: (i: number) => void, batch: number): number {
  let best = 0;
  for (let round = 0; round <= ROUNDS; round++) {
    const start = performance.now();
    const before = spent();
    let done = 0;
    for (; performance.now() - start < ROUND_MS; done += batch)
      for (let i = 0; i < batch; i++) once(done + i);
    if (round > 0) best = Math.max(best, done / (spent() - before));
  }
  return best;
}

/** The scan that comes `i`-th when the list is gone through again and again. */
function nth(scans: readonly Scan[], i: number): Scan {
  const scan = scans[i & (scans.length - 1)];
  if (scan === undefined) throw new Error('the number of scans is no power of two');
  return scan;
}

interface Rates {
  rushHour: number;
  wholeWeek: number;
}

function benchRules(rules: number): Rates {
  const source = campusWith(rules);
  const began = performance.now();
  const bundle = compile(source, 1, { from: MONDAY, days: 60 });
  const compiled = performance.now() - began;
  const loop = plainLoop(source);
  const decided = (scans: readonly Scan[]) => (i: number) => {
    const { point, reading, at } = nth(scans, i);
    return decide(bundle, point, reading, at).outcome === 'grant';
  };
  const granted = decided(rushHour);
  const grants = rushHour.filter((scan, i) => agreed(granted(i), loop(scan) !== undefined)).length;
  const rates = { rushHour: perSecond(granted, 1024), wholeWeek: perSecond(decided(wholeWeek), 1024) };
  const loops = perSecond((i) => loop(nth(rushHour, i)), 16);
  const figures = [rules, rates.rushHour, rates.wholeWeek, loops, rates.rushHour / loops];
  const share = `${Math.round((100 * grants) / rushHour.length)} %`.padStart(9);
  console.log(
    `${figures.map((value) => count.format(value).padStart(14)).join('')}${share}${count.format(compiled).padStart(10)} ms`,
  );
  return rates;
}

function agreed(decision: boolean, plain: boolean): boolean {
  if (decision !== plain) throw new Error('decide and the plain loop disagree: there is nothing to compare');
  return decision;
}

function benchReading(): void {
  const { publicKey, privateKey } = generateKeyPair();
  const lifetime = { notBefore: MONDAY - 86_400, notAfter: MONDAY + 8 * 86_400 };
  const keys: KeySet = { campus: 1, number: 1, keys: new Map([[1, { publicKey, ...lifetime }]]) };
  const bundle = compile(campusWith(1000), 1, { from: MONDAY, days: 60 });
  const shown = rushHour.slice(0, 512).map(({ point, reading, at }) => {
    const issued = stepStart(reading.handle, at / 1000);
    return { point, at, text: writeLive({ campus: 1, key: 1, privateKey }, { ...factsOf(reading), issued }) };
  });
  const signed = shown.map(({ text }) => {
    const message = decodeSign1(decodeBase32(text.slice(3)) ?? new Uint8Array());
    const bytes = signedBytes(message.protected, aad(1, 'live'), message.payload);
    return { bytes, signature: message.signature };
  });
  const bare = (i: number) => {
    const { bytes, signature } = signed[i % signed.length] ?? {};
    if (!bytes || !signature) throw new Error('no signature');
    if (!verify('sha256', bytes, { key: publicKey, dsaEncoding: 'ieee-p1363' }, signature))
      throw new Error('bad');
  };
  const whole = (i: number) => {
    const { point, at, text } = shown[i % shown.length] ?? { point: '', at: 0, text: '' };
    const reading = read(keys, text);
    if (!reading.ok) throw new Error(reading.reason);
    decide(bundle, point, reading, at);
  };
  const [verifications, answers] = sideBySide(bare, whole);
  console.log(`\nbare P-256 verifications (node:crypto)  ${count.format(verifications)} /s`);
  console.log(`read + decide of live codes             ${count.format(answers)} /s`);
  console.log(
    `ratio                                   ${((100 * answers) / verifications).toFixed(1)} %  (goal: at least 85 %)`,
  );
}

/** Rates of both, in turns of a few milliseconds, so that whatever else the machine does falls on both alike. */
function sideBySide(first: (i: number) => void, second: (i: number) => void): [number, number] {
  const took = [0, 0];
  const turns = 400;
  const warmUp = 200;
  const each = 16;
  for (let turn = -warmUp; turn < turns; turn++) {
    [first, second].forEach((once, which) => {
      const before = spent();
      for (let i = 0; i < each; i++) once((turn + warmUp) * each + i);
      if (turn >= 0) took[which] = (took[which] ?? 0) + spent() - before;
    });
  }
  const [a = 1, b = 1] = took.map((seconds) => (turns * each) / seconds);
  return [a, b];
}

function factsOf({ handle, groups }: Scan['reading']): { handle: string; groups: readonly number[] } {
  return { handle, groups };
}

console.log(
  `Node ${process.version}, ${cpus()[0]?.model ?? 'unknown processor'}; rates are per second of processor time`,
);
console.log(
  `${SIZES.points} points, ${SIZES.groups} groups, ${SIZES.people} people, ${SIZES.scans} scans, best of ${ROUNDS} rounds\n`,
);
console.log('         rules  decide/s hour  decide/s week   plain loop/s   hour : loop   grants  compiled');
const rates = [100, 1000, 10_000].map(benchRules);
for (const [name, column] of [
  ['rush hour', rates.map(({ rushHour }) => rushHour)],
  ['shuffled week', rates.map(({ wholeWeek }) => wholeWeek)],
] as const) {
  const spread = Math.max(...column) / Math.min(...column);
  console.log(`${name}: fastest to slowest ${spread.toFixed(2)} (goal: at most 1.3)`);
}
benchReading();
