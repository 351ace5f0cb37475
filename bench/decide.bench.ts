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
import { campusWith, MONDAY, type Scan, SIZES, scansOfAWeek } from './decide-campus.js';
import { plainLoop } from './decide-plain-loop.js';

const ROUNDS = 5;
const ROUND_MS = 400;
const scans = scansOfAWeek();
const count = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 });

/** Runs per second of `once`, called with 0, 1, 2 ...: the median of some rounds, since the machine has other guests. */
function perSecond(once: (i: number) => void, batch: number): number {
  const rates: number[] = [];
  for (let round = 0; round <= ROUNDS; round++) {
    const start = performance.now();
    let done = 0;
    for (; performance.now() - start < ROUND_MS; done += batch)
      for (let i = 0; i < batch; i++) once(done + i);
    if (round > 0) rates.push(done / ((performance.now() - start) / 1000));
  }
  return rates.sort((a, b) => a - b)[Math.floor(rates.length / 2)] ?? 0;
}

/** The scan that comes `i`-th when the list is gone through again and again. */
function scanAt(i: number): Scan {
  const scan = scans[i & (scans.length - 1)];
  if (scan === undefined) throw new Error('the number of scans is no power of two');
  return scan;
}

function benchRules(rules: number): number {
  const source = campusWith(rules);
  const began = performance.now();
  const bundle = compile(source, 1, { from: MONDAY, days: 60 });
  const compiled = performance.now() - began;
  const loop = plainLoop(source);
  const grants = scans.filter(
    ({ point, reading, at }) => decide(bundle, point, reading, at).outcome === 'grant',
  );
  for (const scan of scans) {
    const { outcome } = decide(bundle, scan.point, scan.reading, scan.at);
    if ((loop(scan) !== undefined) !== (outcome === 'grant'))
      throw new Error('the two disagree: nothing to compare');
  }
  let granted = 0;
  const decisions = perSecond((i) => {
    const { point, reading, at } = scanAt(i);
    if (decide(bundle, point, reading, at).outcome === 'grant') granted++;
  }, 1024);
  const loops = perSecond((i) => {
    if (loop(scanAt(i)) !== undefined) granted++;
  }, 16);
  if (granted === 0) throw new Error('nothing was granted');
  const columns = [rules, decisions, loops, decisions / loops].map((value) =>
    count.format(value).padStart(14),
  );
  const share = `${Math.round((100 * grants.length) / scans.length)} %`.padStart(8);
  console.log(`${columns.join('')}${share}${count.format(compiled).padStart(12)} ms`);
  return decisions;
}

function benchReading(): void {
  const { publicKey, privateKey } = generateKeyPair();
  const lifetime = { notBefore: MONDAY - 86_400, notAfter: MONDAY + 8 * 86_400 };
  const keys: KeySet = { campus: 1, number: 1, keys: new Map([[1, { publicKey, ...lifetime }]]) };
  const bundle = compile(campusWith(1000), 1, { from: MONDAY, days: 60 });
  const shown = scans.slice(0, 512).map(({ point, reading, at }) => {
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
  const spent = [0, 0];
  const turns = 400;
  const warmUp = 200;
  const each = 16;
  for (let turn = -warmUp; turn < turns; turn++) {
    [first, second].forEach((once, which) => {
      const start = performance.now();
      for (let i = 0; i < each; i++) once((turn + warmUp) * each + i);
      if (turn >= 0) spent[which] = (spent[which] ?? 0) + performance.now() - start;
    });
  }
  const [a = 1, b = 1] = spent.map((ms) => (turns * each) / (ms / 1000));
  return [a, b];
}

function factsOf({ handle, groups }: Scan['reading']): { handle: string; groups: readonly number[] } {
  return { handle, groups };
}

console.log(`Node ${process.version}, ${cpus()[0]?.model ?? 'unknown processor'}, one core`);
console.log(
  `${SIZES.points} points, ${SIZES.groups} groups, ${SIZES.people} people, ${SIZES.scans} scans of one week\n`,
);
console.log('         rules   decisions/s  plain loop/s         ratio  grants    compiled');
const rates = [100, 1000, 10_000].map(benchRules);
console.log(
  `fastest to slowest: ${(Math.max(...rates) / Math.min(...rates)).toFixed(2)} (goal: at most 1.3)`,
);
benchReading();
