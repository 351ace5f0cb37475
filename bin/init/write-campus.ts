import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { parseCampusFile } from '../../core/campus-file/parse.js';
import { ConfigError } from '../../core/config/read-config.js';
import type { Plugin } from '../../core/host/plugin.js';
import { CampusFilesWrong } from '../apply-files.js';
import { settingsChecks } from '../check-settings.js';
import type { Answers } from './answers.js';
import { campusYaml } from './campus-yaml.js';
import { sampleRegister } from './sample-register.js';

export interface WriteAsk {
  answers: Answers;
  /** Folder that gets the files. */
  folder: string;
  /** The hub's data folder, with the drop folders in it. */
  dataDir: string;
  sample: boolean;
  force: boolean;
  plugins: readonly Plugin[];
}

export interface Written {
  campusFile: string;
  envFile: string;
  sampleFile: string | undefined;
}

/** Writes what a new campus needs. Throws ConfigError, before anything is written, where a file is there already. */
export async function writeCampus(ask: WriteAsk): Promise<Written> {
  const { answers, folder, dataDir, sample, force } = ask;
  const written: Written = {
    campusFile: path.join(folder, 'campus.yaml'),
    envFile: path.join(folder, `${answers.slug}.env`),
    sampleFile: sample ? path.join(dataDir, 'drop', answers.slug, 'sample.csv') : undefined,
  };
  const there = Object.values(written).find((file) => file !== undefined && existsSync(file));
  if (there !== undefined && !force)
    throw new ConfigError(`${there} is there already; --force overwrites what is there, but for secrets.`);
  const yaml = campusYaml(answers, sample);
  const variables = secrets();
  refuseMistakes(yaml, written.campusFile, ask.plugins, variables);
  await mkdir(folder, { recursive: true });
  await writeFile(written.campusFile, yaml);
  // A database that was begun under a secret is lost without it.
  if (!existsSync(written.envFile))
    await writeFile(written.envFile, envText(answers, variables), { mode: 0o600 });
  if (written.sampleFile !== undefined) {
    await mkdir(path.dirname(written.sampleFile), { recursive: true });
    await writeFile(written.sampleFile, sampleRegister());
  }
  return written;
}

/** A file that its own hub would refuse is a defect of ours, or of plugins that were removed: better said now. */
function refuseMistakes(
  yaml: string,
  file: string,
  plugins: readonly Plugin[],
  variables: Record<string, string>,
): void {
  const checks = settingsChecks(plugins, (name) => variables[name], 'ignore');
  const parsed = parseCampusFile(yaml, file, checks);
  if (!parsed.ok) throw new CampusFilesWrong(parsed.problems);
}

function secrets(): Record<string, string> {
  const secret = () => randomBytes(32).toString('base64url');
  return {
    GATEHOUSE_SECRET: secret(),
    MAIN_GATE_1_TOKEN: secret(),
    MAIN_DOOR_1_TOKEN: secret(),
    DIRECTORY_PASSWORD: 'to-be-filled-in',
  };
}

function envText({ name, account }: Answers, of: Record<string, string>): string {
  return `# Secrets of the hub of ${name.replaceAll(/\s+/g, ' ')}. Keep it outside the database and its backups, readable to the hub alone.
# In a shell: set -a; . ./FILE; set +a      With systemd: EnvironmentFile=

# All secrets in the database rest under it. Whoever loses it has lost them.
GATEHOUSE_SECRET=${of['GATEHOUSE_SECRET']}
# Change: the address under which people reach the hub, https except on this machine.
PUBLIC_URL=http://localhost:8460
# Change: your PostgreSQL, as DATABASE_URL=postgres://... Without it the hub runs one of its own below .gatehouse/, for one node.

# Change: the password of ${account}
DIRECTORY_PASSWORD=${of['DIRECTORY_PASSWORD']}

# Tokens of the devices, for whoever sets them up.
MAIN_GATE_1_TOKEN=${of['MAIN_GATE_1_TOKEN']}
MAIN_DOOR_1_TOKEN=${of['MAIN_DOOR_1_TOKEN']}
`;
}
