import { readFileSync } from 'node:fs';
import path from 'node:path';
import { compileFunction } from 'node:vm';
import { ROOT } from '../../docs/fenced.js';

const CLIENT = path.join(ROOT, 'plugins/wechat/miniprogram');

/** What the platform gives every file of a mini program. */
export interface Globals {
  wx: unknown;
  App: unknown;
  Page: unknown;
  getApp: unknown;
  setTimeout: unknown;
  clearTimeout: unknown;
  Date: unknown;
}

/** The client's own files, each run once for one phone, as the platform's CommonJS does. */
export class MiniModules {
  readonly #loaded = new Map<string, { exports: unknown }>();

  constructor(
    private readonly globals: Globals,
    /** What a campus sets in config.js. */
    private readonly config: Record<string, unknown>,
  ) {}

  load(file: string): unknown {
    const at = file.endsWith('.js') ? file : `${file}.js`;
    const known = this.#loaded.get(at);
    if (known) return known.exports;
    const module = { exports: {} as unknown };
    this.#loaded.set(at, module);
    const names = Object.keys(this.globals);
    const source = readFileSync(path.join(CLIENT, at), 'utf8');
    const run = compileFunction(source, ['module', 'exports', 'require', ...names], { filename: at });
    const require = (to: string) => this.load(path.join(path.dirname(at), to));
    run(module, module.exports, require, ...Object.values(this.globals));
    if (at === 'config.js') module.exports = { ...(module.exports as object), ...this.config };
    return module.exports;
  }
}

export function clientJson(file: string): Record<string, unknown> {
  return JSON.parse(readFileSync(path.join(CLIENT, file), 'utf8')) as Record<string, unknown>;
}
