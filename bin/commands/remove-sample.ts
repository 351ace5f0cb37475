import { readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { parseCampusFile } from '../../core/campus-file/parse.js';
import type { CampusFile } from '../../core/campus-file/schema.js';
import { ConfigError } from '../../core/config/read-config.js';
import type { Plugin } from '../../core/host/plugin.js';
import { removeSample } from '../../core/use-cases/remove-sample.js';
import { applyFiles, CampusFilesWrong } from '../apply-files.js';
import { campusNumber } from '../campus-number.js';
import { settingsChecks } from '../check-settings.js';
import { pluginEnvironment } from '../environment.js';
import { SAMPLE_FROM, SAMPLE_TO } from '../init/campus-yaml.js';
import { cutSample } from '../init/cut-sample.js';
import { withDatabase } from '../with-database.js';

/**
 * Takes a sample register out again: the marked lines of the campus file, when that is named, the register itself, and its
 * people with all that hangs on them.
 */
export async function removeSampleCommand(slug: string, { file }: { file?: string }): Promise<void> {
  await withDatabase(async (context, plugins, { dataDir }) => {
    const campus = await campusNumber(context, slug);
    if (file !== undefined) {
      await writeFile(file, await withoutSample(slug, file, plugins));
      await applyFiles(context, plugins, [file], process.env);
    }
    if (await namesSample(context, campus)) throw stillNamed(slug);
    await rm(path.join(dataDir, 'drop', slug, 'sample.csv'), { force: true });
    const people = await removeSample(context, campus);
    process.stdout.write(`${slug}: ${people} people of the sample register are removed.\n`);
  });
}

/** The text to write. Throws before anything is touched where the file is another campus's, or would not be taken. */
async function withoutSample(slug: string, file: string, plugins: readonly Plugin[]): Promise<string> {
  const text = cutSample(await readFile(file, 'utf8'));
  const checks = settingsChecks(plugins, pluginEnvironment(process.env), 'refuse');
  const parsed = parseCampusFile(text, file, checks);
  if (!parsed.ok) throw new CampusFilesWrong(parsed.problems);
  const { slug: named } = parsed.file.campus;
  if (named !== slug) throw new ConfigError(`${file} is the file of ${named}, not of ${slug}.`);
  return text;
}

/** A source that the file still names would bring its people back with the next pull. */
async function namesSample({ pool }: Parameters<typeof campusNumber>[0], campus: number): Promise<boolean> {
  const { rows } = await pool.query<{ file: CampusFile }>('select file from campuses where number = $1', [
    campus,
  ]);
  const sources = rows[0]?.file.plugins['hcms']?.settings['sources'];
  return Array.isArray(sources) && sources.some((source: { name?: unknown }) => source.name === 'sample');
}

function stillNamed(slug: string): ConfigError {
  const marks = `"${SAMPLE_FROM}" and "${SAMPLE_TO}"`;
  return new ConfigError(
    `The campus file still names the sample register: take out what stands between ${marks} and apply it, or give it here: sample remove ${slug} --file campus.yaml.`,
  );
}
