import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import { sourceFiles } from './source-tree.js';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));

// A test that waits for time is slow when it passes and wrong when the machine is busy: time is an argument.
const WAITING = /\bsetTimeout\(|\bsetInterval\(|timers\/promises|\bsleep\b|\bperformance\.now\(|\bhrtime\b/;
// Giving the hub the real instant to start from is fine; expecting something of it is not.
const EXPECTING_THE_CLOCK = /\bexpect\(.*\bDate\.now\(/;

/** Files that may, and why. Whoever adds a line gives a reason that holds when the machine is ten times slower. */
const ALLOWED: Record<string, string> = {
  'test/house/no-waiting.test.ts': 'names the words it looks for',
  'test/support/eventually.ts': 'polls for a condition on a real socket; asserts no duration',
  'test/support/global.ts': 'ends a run that was left hanging, after its last test',
  'test/peers/two-hubs/front-door.ts':
    'gives a request to a killed hub up, as a scanner does; asserts no duration',
  'test/peers/two-hubs/gate.ts': 'pauses before it asks again, as a gate does; asserts no duration',
  'test/peers/two-hubs/scanners.ts':
    'keeps 200 scans a second, and says how long they took; asserts no duration',
  'test/scale/seed/seed.ts': 'says how long the seeding took; asserts no duration',
  'test/scale/seeded-hub.ts': 'tells the bench of pages how long an answer took; asserts no duration',
  'test/core/jobs/until.ts': 'polls for a condition in a real database; asserts no duration',
};

function waitingLines(file: string): string[] {
  const lines = readFileSync(path.join(ROOT, file), 'utf8').split('\n');
  return lines.flatMap((line, at) =>
    WAITING.test(line) || EXPECTING_THE_CLOCK.test(line) ? [`${file}:${at + 1}: ${line.trim()}`] : [],
  );
}

describe('the tests', () => {
  const files = sourceFiles(ROOT, 'test');

  it('neither sleep nor measure time', () => {
    expect(files).to.include('test/house/no-waiting.test.ts');
    expect(files.filter((file) => !(file in ALLOWED)).flatMap(waitingLines)).to.deep.equal([]);
  });

  it('allow nothing that is not needed', () => {
    expect(
      Object.keys(ALLOWED).filter((file) => !files.includes(file) || waitingLines(file).length === 0),
    ).to.deep.equal([]);
  });
});
