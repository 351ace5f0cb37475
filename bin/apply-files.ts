import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { parseCampusFile } from '../core/campus-file/parse.js';
import type { CampusFileChecks } from '../core/campus-file/plugin-settings.js';
import type { CampusFileProblem } from '../core/campus-file/problem.js';
import type { CampusFile } from '../core/campus-file/schema.js';
import type { Plugin } from '../core/host/plugin.js';
import { secretFields } from '../core/host/settings-form.js';
import { type Applied, applyCampus } from '../core/use-cases/apply-campus.js';
import type { Context } from '../core/use-cases/context.js';
import { settingsChecks } from './check-settings.js';
import { pluginEnvironment } from './environment.js';

/** What is wrong with campus files, one line each. */
export class CampusFilesWrong extends Error {
  constructor(problems: readonly CampusFileProblem[]) {
    super(
      problems
        .map(
          ({ file, line, path, expected, got }) =>
            `${file}:${line}: ${path}: expected ${expected}, got ${got}`,
        )
        .join('\n'),
    );
  }
}

/** Reads, checks and applies campus files. All are checked before the first is applied: a mistake applies nothing. */
export async function applyFiles(
  context: Pick<Context, 'pool' | 'vault' | 'now'>,
  plugins: readonly Plugin[],
  files: readonly string[],
  environment: Record<string, string | undefined>,
  unknownPlugins: 'refuse' | 'ignore' = 'refuse',
): Promise<Applied[]> {
  const env = pluginEnvironment(environment);
  const parsed = await Promise.all(
    files.map((file) => readCampusFile(file, settingsChecks(plugins, env, unknownPlugins))),
  );
  const applied: Applied[] = [];
  for (const { file, fileName } of parsed) {
    const secrets = (name: string) => {
      const plugin = plugins.find((candidate) => candidate.name === name);
      return plugin ? secretFields(plugin.settings) : [];
    };
    applied.push(await applyCampus(context, { file, fileName, env, secretFields: secrets }));
  }
  return applied;
}

async function readCampusFile(
  path: string,
  checks: CampusFileChecks,
): Promise<{ file: CampusFile; fileName: string }> {
  const text = await readFile(path, 'utf8');
  const result = parseCampusFile(text, path, checks);
  if (!result.ok) throw new CampusFilesWrong(result.problems);
  return { file: result.file, fileName: basename(path) };
}
