import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
const ASIDE = new Set(['node_modules', 'dist', '.git', '.gatehouse']);

/** A copy of the sources, with the packages linked. */
function copyTree(): string {
  const copy = mkdtempSync(path.join(tmpdir(), 'gatehouse-without-'));
  for (const name of readdirSync(ROOT)) {
    if (!ASIDE.has(name)) cpSync(path.join(ROOT, name), path.join(copy, name), { recursive: true });
  }
  symlinkSync(path.join(ROOT, 'node_modules'), path.join(copy, 'node_modules'));
  return copy;
}

/** Runs a command in the copy; answers what it said when it failed, else nothing. */
function complaint(copy: string, args: string[]): string {
  const { NODE_OPTIONS, ...env } = process.env;
  const done = spawnSync(process.execPath, args, { cwd: copy, env, encoding: 'utf8', timeout: 240_000 });
  return done.status === 0 ? '' : `${done.stdout}${done.stderr}`.slice(-6000) || `ended by ${done.signal}`;
}

const PLUGINS = readdirSync(path.join(ROOT, 'plugins')).sort();

describe('a plugin can be removed', function () {
  this.timeout(300_000);
  this.slow(60_000);

  // Every second one, then the others: each is missing once while half of the others show that they do without.
  for (const half of [0, 1]) {
    const removed = PLUGINS.filter((_, index) => index % 2 === half);
    it(`without ${removed.join(', ')} the build is green, and so are the tests of the other plugins`, () => {
      const copy = copyTree();
      try {
        for (const plugin of removed) rmSync(path.join(copy, 'plugins', plugin), { recursive: true });
        expect(complaint(copy, ['build.mjs']), 'build').to.equal('');
        const others = readdirSync(path.join(copy, 'plugins')).flatMap((name) => [
          '--spec',
          `dist/test/plugins/${name}/**/*.test.js`,
        ]);
        expect(complaint(copy, ['node_modules/mocha/bin/mocha.js', ...others]), 'tests').to.equal('');
      } finally {
        rmSync(copy, { recursive: true, force: true });
      }
    });
  }
});
