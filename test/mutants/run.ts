// Turns each file of core/policy/checks/ into "always passes", one at a time, in a copy of the built tree, and asks the
// decision tests of each copy. Prints the test that noticed. Ends non-zero when a mutant survives or cannot be made.
import { spawn } from 'node:child_process';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';

const DIST = fileURLToPath(new URL('../../', import.meta.url));
const CHECKS = 'core/policy/checks';
/** What the decision tests load, and nothing else of the house. */
const NEEDED = ['core/domain', 'core/codes', 'core/policy', 'test/decisions'];
const TESTS = 'test/decisions/**/*.test.js';
const AT_ONCE = 2;

const MOCHA = createRequire(import.meta.url).resolve('mocha/bin/mocha.js');
const NODE_MODULES = path.resolve(MOCHA, '../../..');
const EXPORTED = /^export (?:function|const) (\w+)/gm;

const report = z.object({
  stats: z.object({ tests: z.number(), failures: z.number() }),
  failures: z.array(z.object({ fullTitle: z.string() })),
});
type Report = z.infer<typeof report>;

/** The module with its one export letting every question pass, or `undefined` when there is not exactly one. */
function alwaysPassing(code: string): string | undefined {
  const [only, ...more] = [...code.matchAll(EXPORTED)].map(([, name]) => name);
  return only === undefined || more.length > 0 ? undefined : `export const ${only} = () => undefined;\n`;
}

function copyTree(into: string): string {
  for (const folder of NEEDED) cpSync(path.join(DIST, folder), path.join(into, folder), { recursive: true });
  writeFileSync(path.join(into, 'package.json'), '{ "type": "module" }');
  symlinkSync(NODE_MODULES, path.join(into, 'node_modules'), 'dir');
  return into;
}

/** Runs the decision tests of a tree; a tree whose tests cannot even load is an error, not a killed mutant. */
async function testsOf(tree: string): Promise<Report> {
  const args = [MOCHA, '--no-config', '--no-package', '--reporter', 'json', '--spec', TESTS];
  const child = spawn(process.execPath, args, { cwd: tree, stdio: ['ignore', 'pipe', 'pipe'] });
  const output: Buffer[] = [];
  const complaints: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => output.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => complaints.push(chunk));
  await new Promise((resolve, reject) => child.on('error', reject).on('close', resolve));
  const text = Buffer.concat(output).toString('utf8');
  if (!text.startsWith('{')) throw new Error(`the tests did not run: ${text}${Buffer.concat(complaints)}`);
  return report.parse(JSON.parse(text));
}

/** One line about one check, and whether its mutant was noticed. */
async function tryMutant(
  folder: string,
  file: string,
  tests: number,
): Promise<{ line: string; killed: boolean }> {
  const mutant = alwaysPassing(readFileSync(path.join(DIST, CHECKS, file), 'utf8'));
  const name = path.basename(file, '.js').padEnd(14);
  if (mutant === undefined)
    return { line: `${name} CANNOT BE MUTATED: not exactly one export`, killed: false };
  const tree = path.join(folder, path.basename(file, '.js'));
  mkdirSync(tree);
  writeFileSync(path.join(copyTree(tree), CHECKS, file), mutant);
  const { stats, failures } = await testsOf(tree);
  if (stats.tests !== tests)
    return { line: `${name} CANNOT BE TESTED: ${stats.tests} tests of ${tests}`, killed: false };
  const [first] = failures;
  if (first === undefined) return { line: `${name} SURVIVED ${tests} tests`, killed: false };
  return {
    line: `${name} noticed by ${failures.length} of ${tests}, first: ${first.fullTitle}`,
    killed: true,
  };
}

async function tryAll(folder: string): Promise<boolean> {
  const whole = await testsOf(copyTree(mkdtempSync(path.join(folder, 'whole-'))));
  if (whole.stats.failures > 0 || whole.stats.tests === 0)
    throw new Error('the tests do not pass without a mutant');
  const waiting = readdirSync(path.join(DIST, CHECKS)).filter((file) => file.endsWith('.js'));
  const killed: boolean[] = [];
  const work = async () => {
    for (let file = waiting.shift(); file !== undefined; file = waiting.shift()) {
      const result = await tryMutant(folder, file, whole.stats.tests);
      console.log(result.line);
      killed.push(result.killed);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  const survivors = killed.filter((one) => !one).length;
  console.log(`${killed.length} mutants, ${survivors} survived`);
  return killed.length > 0 && survivors === 0;
}

const folder = mkdtempSync(path.join(tmpdir(), 'gatehouse-mutants-'));
try {
  process.exitCode = (await tryAll(folder)) ? 0 : 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
