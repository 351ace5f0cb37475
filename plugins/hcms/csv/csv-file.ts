import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import type { EligibilitySource, PullEnd } from '../../../core/hooks/hook-map.js';
import type { CsvSettings } from '../settings.js';
import { type AllowedFiles, allowedPath } from './allowed-path.js';
import { CsvError } from './csv-error.js';
import { type PlacedRecord, readPeople } from './people.js';
import { proven } from './proven.js';

const MOST_BYTES = 256 * 1024 * 1024;
const BATCH = 1_000;

/**
 * A file that another system drops: everybody in it, read again only when its bytes or these settings changed. Every
 * file is a full one.
 */
export function csvFile(
  settings: CsvSettings,
  { interval, dropLimit, files }: { interval: number; dropLimit: number; files: AllowedFiles },
): EligibilitySource {
  return {
    name: settings.name,
    interval,
    async *pull(cursor): AsyncGenerator<unknown[], PullEnd, void> {
      const at = await allowedPath(settings.path, files);
      const file = await readWhole(at);
      const next = createHash('sha256').update(JSON.stringify(settings)).update(file).digest('base64url');
      if (cursor === next) return { full: false, cursor };
      const { body, rows } = await proven(file, at, settings.proof);
      const read = await readPeople(decoded(body, settings.encoding), settings);
      yield* batches(read.people);
      const end = { full: true, cursor: next, dropLimit };
      // The hub counts people and the file counts rows: a row too few is a person too few.
      return rows === null ? end : { ...end, announced: read.people.length + rows - read.rows };
    },
  };
}

/** Opened once, so that a file renamed into its place meanwhile is not read half. */
async function readWhole(path: string): Promise<Buffer> {
  try {
    if ((await stat(path)).size > MOST_BYTES) throw new CsvError('csv_too_large');
    return await readFile(path);
  } catch (error) {
    throw error instanceof CsvError ? error : new CsvError('csv_missing');
  }
}

function decoded(bytes: Buffer, encoding: CsvSettings['encoding']): string {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    throw new CsvError('csv_encoding');
  }
}

function* batches(people: readonly PlacedRecord[]): Generator<PlacedRecord[]> {
  for (let from = 0; from < people.length; from += BATCH) yield people.slice(from, from + BATCH);
}
