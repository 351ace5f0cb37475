import { ConfigError } from '../../core/config/read-config.js';
import { publishKeys } from '../../core/use-cases/publish-keys.js';
import { withDatabase } from '../with-database.js';

/** Withdraws a campus's code keys and publishes a new one: shown codes end at once, phones fetch new ones. */
export async function rotateKeys(slug: string): Promise<void> {
  await withDatabase(async (context) => {
    const { rows } = await context.pool.query<{ number: number }>(
      'select number from campuses where slug = $1',
      [slug],
    );
    const campus = rows[0];
    if (!campus) throw new ConfigError(`There is no campus ${slug}.`);
    const { added } = await publishKeys(context, campus.number, 'operator', true);
    process.stdout.write(`${slug}: key ${added} signs now; the ones before are withdrawn.\n`);
  });
}
