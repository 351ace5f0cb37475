import { realpath } from 'node:fs/promises';
import path from 'node:path';
import type { Scope } from '../../../core/host/plugin.js';
import { CsvError } from './csv-error.js';

/** Which files of the machine a campus may name: an admin's settings must not read the others'. */
export interface AllowedFiles {
  /** Those that the campus file names through the environment, which is the operator's. */
  named: readonly string[];
  /** Whatever stands below it may be named by the console too. */
  dropFolder: string;
}

const REFERENCE = /^\$\{env:(\w+)\}$/;

/** The files of this campus: its drop folder is `drop/<campus>` below the hub's data. */
export function allowedFiles({ hub, node, campus }: Pick<Scope, 'hub' | 'node' | 'campus'>): AllowedFiles {
  const named: string[] = [];
  forEachText(hub.file().plugins['hcms']?.settings, (text) => {
    const variable = REFERENCE.exec(text)?.[1];
    const value = variable === undefined ? undefined : node.env?.(variable);
    if (value !== undefined) named.push(value);
  });
  return { named, dropFolder: path.resolve(node.dataDir, 'drop', campus.slug) };
}

/**
 * The file to read; what is not absolute begins at the drop folder. Throws `csv_outside` for a file that is neither
 * named by the campus file nor below that folder, links followed, and `csv_missing`.
 */
export async function allowedPath(wanted: string, { named, dropFolder }: AllowedFiles): Promise<string> {
  if (named.includes(wanted)) return wanted;
  const file = path.resolve(dropFolder, wanted);
  if (!isBelow(dropFolder, file)) throw new CsvError('csv_outside');
  const [folder, real] = await Promise.all([realpath(dropFolder), realpath(file)]).catch(() => {
    throw new CsvError('csv_missing');
  });
  if (!isBelow(folder, real)) throw new CsvError('csv_outside');
  return real;
}

function isBelow(folder: string, file: string): boolean {
  return file.startsWith(`${folder}${path.sep}`);
}

function forEachText(value: unknown, look: (text: string) => void): void {
  if (typeof value === 'string') look(value);
  else if (typeof value === 'object' && value !== null)
    for (const one of Object.values(value)) forEachText(one, look);
}
