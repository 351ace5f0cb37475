import { applyFiles } from '../apply-files.js';
import { withDatabase } from '../with-database.js';

/** Creates or updates campuses; running hubs follow by themselves. */
export async function apply(files: readonly string[]): Promise<void> {
  await withDatabase(async (context, plugins) => {
    for (const { campus, outcome } of await applyFiles(context, plugins, files, process.env)) {
      process.stdout.write(`${campus}: ${outcome}\n`);
    }
  });
}
