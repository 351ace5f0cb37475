import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { z } from 'zod';
import { HOOK_NAMES } from '../hooks/hook-names.js';
import type { Plugin } from './plugin.js';

const card = z.looseObject({
  name: z.string().regex(/^[a-z][a-z0-9-]*$/),
  version: z.string(),
  core: z.literal(1),
  title: z.looseObject({ en: z.string() }),
  hooks: z.array(z.enum(HOOK_NAMES)),
  callsDevices: z.literal(true).optional(),
  settings: z.custom(
    (value) => typeof (value as z.ZodType | undefined)?.safeParse === 'function',
    'a zod schema',
  ),
  start: z.custom((value) => typeof value === 'function', 'a function'),
});

/**
 * Every plugin below `folder`, by reading its card before anything of it runs. A folder is a plugin when it holds an
 * index.js whose default export is one; a card that does not fit stops the start with a sentence that names it.
 */
export async function loadPlugins(folder: string): Promise<Plugin[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  const names = entries
    .filter((entry) => entry.isDirectory() || entry.isSymbolicLink())
    .map((entry) => entry.name);
  const loaded = await Promise.all(names.sort().map((name) => loadPlugin(folder, name)));
  return loaded.filter((plugin) => plugin !== null);
}

async function loadPlugin(folder: string, name: string): Promise<Plugin | null> {
  const files = await readdir(path.join(folder, name));
  if (!files.includes('index.js')) return null;
  const module = (await import(pathToFileURL(path.join(folder, name, 'index.js')).href)) as {
    default?: unknown;
  };
  const checked = card.safeParse(module.default);
  const problem = checked.error?.issues[0];
  if (problem)
    throw new Error(
      `plugin ${name}: its card's ${problem.path.join('.') || 'whole'} is wrong: ${problem.message}`,
    );
  if (checked.data?.name !== name)
    throw new Error(`plugin ${name}: its card says ${String(checked.data?.name)}`);
  return module.default as Plugin;
}
