import { fileURLToPath } from 'node:url';
import { migrate } from '../../../../core/store/migrate.js';
import sso from '../../../../plugins/sso/index.js';
import type { FreshDatabase } from '../../../support/database.js';

/** As much of a scope as the plugin's stores need: campus 1 on a database with the plugin's tables. */
export async function plainScope(database: FreshDatabase, now: () => number) {
  await migrate(database.url, [{ name: 'sso', dir: fileURLToPath(sso.migrations ?? 'none') }]);
  await database.pool.query(
    `insert into campuses (number, slug, file, file_digest) values (1, 'hku', '{}', '')`,
  );
  return {
    campus: {
      number: 1,
      slug: 'hku',
      name: { en: 'HKU' },
      timeZone: 'Asia/Hong_Kong',
      languages: ['en' as const],
    },
    now,
    query: async <Row extends object>(text: string, values: unknown[] = []) =>
      (await database.pool.query<Row>(text, values)).rows,
  };
}

export const secrets = { secretFor: () => Buffer.alloc(32, 7) };
