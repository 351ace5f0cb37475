import { createHash, randomBytes } from 'node:crypto';
import {
  accessSync,
  chmodSync,
  constants,
  existsSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { EmbeddedPostgresError, errnoOf } from './problem.js';
import { canEnter, type RunAs, runAs } from './run-as.js';
import { isOurs, sharedPlace, unused } from './safe-folder.js';

/** Where the cluster's files are and who runs its server. */
export interface Place {
  readonly cluster: string;
  readonly as: RunAs;
}

/** Makes the data folder where it is missing and answers its real path. Errors: `data_folder_unreadable`. */
export function openHome(dataDir: string): string {
  try {
    mkdirSync(dataDir, { recursive: true, mode: 0o755 });
    accessSync(dataDir, constants.R_OK | constants.W_OK | constants.X_OK);
    return realpathSync(dataDir);
  } catch (cause) {
    throw new EmbeddedPostgresError(
      'data_folder_unreadable',
      `The data folder ${dataDir} cannot be read and written by this user (${errnoOf(cause) ?? String(cause)}); choose another folder or mend its owner and mode.`,
      { cause },
    );
  }
}

/**
 * The cluster lies in the data folder. Only when root starts the hub below a private folder, which the server's user
 * may not enter, it lies in a folder of everyone's; the data folder then notes where, so that moving it loses nothing.
 * Errors: `data_folder_unreadable`, `data_folder_other_version`, and those of runAs.
 */
export function placeCluster(folder: string, log: (sentence: string) => void): Place {
  const inside = path.join(folder, 'cluster');
  const cluster = existsSync(inside) ? inside : (notedElsewhere(folder, log) ?? inside);
  const as = runAs(cluster);
  if (cluster !== inside) log(`The data are kept in ${cluster}, since ${as.name} may not enter ${folder}.`);
  if (existsSync(cluster)) return checked({ cluster, as });
  return canEnter(as, path.dirname(cluster)) ? { cluster, as } : { cluster: elsewhere(folder, as, log), as };
}

/** The superuser's password: random, and readable only by who starts the hub. Errors: `password_missing`. */
export function openPassword(folder: string, cluster: string): string {
  const file = path.join(folder, 'password');
  if (existsSync(file)) return readFileSync(file, 'utf8').trim();
  if (existsSync(cluster)) {
    throw new EmbeddedPostgresError(
      'password_missing',
      `The file ${file} is missing and without it the data in ${cluster} cannot be opened; put it back, or remove both to begin anew.`,
    );
  }
  const password = randomBytes(24).toString('hex');
  writeFileSync(file, `${password}\n`, { mode: 0o600, flag: 'wx' });
  return password;
}

function notedElsewhere(folder: string, log: (sentence: string) => void): string | undefined {
  const note = path.join(folder, 'cluster-at');
  if (!existsSync(note)) return undefined;
  const noted = readFileSync(note, 'utf8').trim();
  if (isOurs(path.dirname(noted))) return noted;
  log(`The earlier data in ${noted} are gone or belong to somebody else; the database begins anew.`);
  return undefined;
}

function elsewhere(folder: string, as: RunAs, log: (sentence: string) => void): string {
  const digest = createHash('sha256').update(folder).digest('hex').slice(0, 16);
  // Never a folder that exists: what lies there unnoted is a stranger's, or of a data folder that was deleted.
  const home = unused(path.join(sharedPlace(), `gatehouse-data-${digest}`));
  mkdirSync(home);
  chmodSync(home, 0o711);
  const cluster = path.join(home, 'cluster');
  writeFileSync(path.join(folder, 'cluster-at'), `${cluster}\n`);
  log(`The data are kept in ${cluster}: ${as.name}, who runs PostgreSQL for root, may not enter ${folder}.`);
  return cluster;
}

function checked(place: Place): Place {
  const version = readVersion(place);
  if (version === '18') return place;
  throw new EmbeddedPostgresError(
    'data_folder_other_version',
    `The data in ${place.cluster} are of PostgreSQL ${version} and the bundled one is 18; dump and load them, or choose another folder.`,
  );
}

function readVersion({ cluster, as }: Place): string {
  try {
    if (!canEnter(as, cluster)) throw new Error(`user ${as.name} may not enter it`);
    return readFileSync(path.join(cluster, 'PG_VERSION'), 'utf8').trim();
  } catch (cause) {
    throw new EmbeddedPostgresError(
      'data_folder_unreadable',
      `The database files in ${cluster} cannot be opened (${errnoOf(cause) ?? String(cause)}); start as the user they belong to, or choose another folder.`,
      { cause },
    );
  }
}
