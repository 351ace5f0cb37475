import { spawnSync } from 'node:child_process';
import { z } from 'zod';
import { ROOT } from './fenced.js';

const report = z.object({ tests: z.array(z.object({ title: z.string() })) });
const MOST_BYTES = 64 * 1024 * 1024;

/** The title of every test there is, those on real servers and in a browser included; none of them is run. */
export function testTitles(): string[] {
  const args = ['--no-config', '--dry-run', '--reporter', 'json', '--spec', 'dist/test/**/*.test.js'];
  const done = spawnSync(process.execPath, ['node_modules/mocha/bin/mocha.js', ...args], {
    cwd: ROOT,
    encoding: 'utf8',
    maxBuffer: MOST_BYTES,
  });
  const json = done.stdout.slice(done.stdout.indexOf('{'));
  if (json === '') throw new Error(`the tests could not be listed: ${done.stderr.slice(-2000)}`);
  return report.parse(JSON.parse(json)).tests.map(({ title }) => title);
}

/** Whether a quoted title is one of them; `...` in it stands for any text. */
export function isTitle(titles: readonly string[], quoted: string): boolean {
  if (!quoted.includes('...')) return titles.includes(quoted);
  const parts = quoted.split('...').map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  const pattern = new RegExp(`^${parts.join('.*')}$`);
  return titles.some((title) => pattern.test(title));
}
