import { readFile } from 'node:fs/promises';
import { importPrivateKey } from '../../core/codes/keys.js';
import { ConfigError } from '../../core/config/read-config.js';
import { publishKeys } from '../../core/use-cases/publish-keys.js';
import { campusNumber } from '../campus-number.js';
import { withDatabase } from '../with-database.js';

export interface PublishOptions {
  /** File of the root key, where it is kept outside the hub. */
  root?: string;
  /** Withdraw the current code keys at once, as after a leak. */
  withdraw: boolean;
}

/** Publishes the next key list when one is due; with `withdraw` always, and shown codes end at once. */
export async function publishKeysCommand(slug: string, options: PublishOptions): Promise<void> {
  await withDatabase(async (context) => {
    const campus = await campusNumber(context, slug);
    const root = options.root === undefined ? undefined : importPrivateKey(await readRoot(options.root));
    const { added } = await publishKeys(context, campus, 'operator', {
      withdraw: options.withdraw,
      ...(root ? { root } : {}),
    });
    const news = added === null ? 'nothing is due' : `key ${added} is published`;
    process.stdout.write(`${slug}: ${news}.\n`);
  });
}

function readRoot(file: string): Promise<Buffer> {
  return readFile(file).catch((error: Error) => {
    throw new ConfigError(`The root key cannot be read: ${error.message}.`);
  });
}
