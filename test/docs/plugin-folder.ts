import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { transform } from 'esbuild';
import { ROOT } from './fenced.js';

const DIST = path.join(ROOT, 'dist');
const MODULES = JSON.stringify({ type: 'module' });

/** A plugin's source beside the house's own plugins, as a stranger would put it there. */
export interface PluginTree {
  /** What the compiler says of it under the house's own strict settings; empty when all is well. */
  complaints: string;
  /** Holds the compiled plugin and all of the house's. */
  pluginFolder: string;
  remove(): void;
}

/** `file` is the path that the document gives, such as plugins/bell/index.ts. */
export async function plantPlugin(file: string, source: string): Promise<PluginTree> {
  const tree = mkdtempSync(path.join(tmpdir(), 'gatehouse-docs-'));
  const remove = () => rmSync(tree, { recursive: true, force: true });
  try {
    const complaints = typeCheck(path.join(tree, 'source'), file, source);
    const built = path.join(tree, 'built');
    symlink(path.join(DIST, 'core'), path.join(built, 'core'));
    symlink(path.join(ROOT, 'node_modules'), path.join(built, 'node_modules'));
    for (const name of readdirSync(path.join(DIST, 'plugins'))) forward(built, name);
    write(path.join(built, 'package.json'), MODULES);
    const { code } = await transform(source, { loader: 'ts', format: 'esm' });
    write(path.join(built, file.replace(/\.ts$/, '.js')), code);
    return { complaints, pluginFolder: path.join(built, 'plugins'), remove };
  } catch (error) {
    remove();
    throw error;
  }
}

function typeCheck(tree: string, file: string, source: string): string {
  write(path.join(tree, file), source);
  write(path.join(tree, 'package.json'), MODULES);
  symlink(path.join(ROOT, 'core'), path.join(tree, 'core'));
  symlink(path.join(ROOT, 'node_modules'), path.join(tree, 'node_modules'));
  const compilerOptions = { noEmit: true, incremental: false, rootDir: '/' };
  const config = { extends: path.join(ROOT, 'tsconfig.json'), compilerOptions, include: ['plugins'] };
  write(path.join(tree, 'tsconfig.json'), JSON.stringify(config));
  const tsc = path.join(ROOT, 'node_modules', 'typescript', 'bin', 'tsc');
  const done = spawnSync(process.execPath, [tsc, '-p', tree], { encoding: 'utf8' });
  return done.status === 0 ? '' : `${done.stdout}${done.stderr}` || `tsc ended by ${done.signal}`;
}

/** The loader looks for real folders; the plugin itself stays where its own files are. */
function forward(built: string, name: string): void {
  const index = path.join(DIST, 'plugins', name, 'index.js');
  write(
    path.join(built, 'plugins', name, 'index.js'),
    `export { default } from '${pathToFileURL(index).href}';\n`,
  );
}

function write(file: string, text: string): void {
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, text);
}

function symlink(target: string, at: string): void {
  mkdirSync(path.dirname(at), { recursive: true });
  symlinkSync(target, at);
}
