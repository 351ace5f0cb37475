import { withDatabase } from '../with-database.js';

/** Brings the database to this version, and says so. */
export async function migrateCommand(): Promise<void> {
  await withDatabase(async () => {
    process.stdout.write('The database is at this version.\n');
  });
}
