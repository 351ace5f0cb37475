import { readdirSync, readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import path from 'node:path';
import { type Import, importsOf } from './import-statements.js';

const ASIDE = new Set(['node_modules', 'dist', '.git', '.gatehouse']);

/** One import: files by their path below the root, node's modules as `node:fs`, packages by name. */
export interface Arrow {
  readonly from: string;
  readonly to: string;
  /** Loads the target when the importing file is loaded. */
  readonly loads: boolean;
  readonly kind: 'file' | 'built-in' | 'package';
}

/** Every TypeScript file below the root, as paths relative to it. */
export function sourceFiles(root: string, below = '.'): string[] {
  return readdirSync(path.join(root, below), { withFileTypes: true }).flatMap((entry) => {
    const file = path.join(below, entry.name);
    if (entry.isDirectory()) return ASIDE.has(entry.name) ? [] : sourceFiles(root, file);
    return file.endsWith('.ts') ? [file] : [];
  });
}

/** Every import of every file below the root. */
export function arrowsOf(root: string): Arrow[] {
  return sourceFiles(root).flatMap((from) =>
    importsOf(readFileSync(path.join(root, from), 'utf8')).map((found) => arrow(from, found)),
  );
}

function arrow(from: string, { target, loads }: Import): Arrow {
  if (target.startsWith('.')) return { from, to: resolved(from, target), kind: 'file', loads };
  const bare = target.replace(/^node:/, '');
  if (builtinModules.includes(bare)) return { from, to: `node:${bare}`, kind: 'built-in', loads };
  const name = target.split('/').slice(0, target.startsWith('@') ? 2 : 1);
  return { from, to: name.join('/'), kind: 'package', loads };
}

function resolved(from: string, target: string): string {
  return path.normalize(path.join(path.dirname(from), target)).replace(/\.js$/, '.ts');
}
