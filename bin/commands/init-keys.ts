import { writeFile } from 'node:fs/promises';
import { exportPrivateKey, generateKeyPair } from '../../core/codes/keys.js';
import { ConfigError } from '../../core/config/read-config.js';
import { publishKeys } from '../../core/use-cases/publish-keys.js';
import { campusNumber } from '../campus-number.js';
import { withDatabase } from '../with-database.js';

/**
 * Makes the campus's root key in a file (PKCS#8 DER, mode 0600) that is kept outside the hub; the hub keeps its public
 * half only. Devices that pinned an earlier root have to be enrolled again. The file must not exist yet.
 */
export async function initKeys(slug: string, file: string): Promise<void> {
  await withDatabase(async (context) => {
    const campus = await campusNumber(context, slug);
    const root = generateKeyPair();
    await writeFile(file, exportPrivateKey(root.privateKey), { mode: 0o600, flag: 'wx' }).catch(
      (error: Error) => {
        throw new ConfigError(`The root key was not written: ${error.message}.`);
      },
    );
    await publishKeys(context, campus, 'operator', { root: root.privateKey, adopt: true });
    process.stdout.write(
      `${slug}: the root key is in ${file}; keep it outside the hub, it signs every list of keys.\n`,
    );
  });
}
