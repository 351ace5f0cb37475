import path from 'node:path';
import { readConfig } from '../../core/config/read-config.js';
import { loadPlugins } from '../../core/host/load-plugins.js';
import type { Plugin } from '../../core/host/plugin.js';
import { settingsChecks } from '../check-settings.js';
import type { Answers, Question } from '../init/answers.js';
import { allAnswers } from '../init/ask.js';
import { type Written, writeCampus } from '../init/write-campus.js';
import { PLUGIN_FOLDER } from '../plugin-folder.js';

export interface InitOptions extends Record<string, unknown> {
  /** Folder that gets the files. */
  folder: string;
  yes: boolean;
  force: boolean;
  sample: boolean;
}

/** A new campus, by questions or flags: a campus file that can be applied as it is, and a file with its secrets. */
export async function init(options: InitOptions): Promise<void> {
  const plugins = await loadPlugins(PLUGIN_FOLDER);
  const answers = await allAnswers({
    given: byKey(options),
    yes: options.yes,
    input: process.stdin,
    output: process.stdout,
    also: (question, said) => directoryMistake(plugins, question, said),
  });
  const { dataDir } = readConfig(process.env, true);
  const { folder, sample, force } = options;
  const written = await writeCampus({
    answers,
    folder: path.resolve(folder),
    dataDir,
    sample,
    force,
    plugins,
  });
  process.stdout.write(`${told(answers, written).join('\n')}\n`);
}

/** Commander writes --name-zh-hant as nameZhHant. */
function byKey({
  nameZhHant: nameHant,
  nameZhHans: nameHans,
  ...rest
}: InitOptions): Record<string, unknown> {
  return { ...rest, nameHant, nameHans };
}

/** What the plugin of sign-in itself expects of a directory's address. */
function directoryMistake(plugins: readonly Plugin[], { key }: Question, url: string): string | undefined {
  if (key !== 'directory') return undefined;
  const found = settingsChecks(plugins, () => undefined, 'ignore').checkPluginSettings('sso', { url });
  return found.find(({ path: at }) => at[0] === 'url')?.message;
}

/** How this program was called: in a clone of the repository there is no `gatehouse` on the path. */
function called(): string {
  const [, script = ''] = process.argv;
  return path.basename(script) === 'gatehouse' ? 'gatehouse' : `node ${path.relative('', script)}`;
}

function told({ slug }: Answers, { campusFile, envFile, sampleFile }: Written): string[] {
  const here = (file: string) => path.relative('', file);
  const program = called();
  return [
    `${here(campusFile)} is the campus: read it, it says what to change. ${here(envFile)} holds secrets (mode 0600).`,
    ...(sampleFile === undefined ? [] : [`${here(sampleFile)} has three invented people.`]),
    `People sign in by the directory alone: put its password into ${here(envFile)}.`,
    '',
    'Next:',
    `  set -a; . ./${here(envFile)}; set +a`,
    `  ${program} apply ${here(campusFile)}`,
    `  ${program} start`,
    ...(sampleFile === undefined
      ? []
      : ['', `A first code, while it runs:  ${program} code ${slug} sample.staff`]),
  ];
}
