import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { CsvError } from './csv-error.js';

export interface Proven {
  /** The file without its trailer. */
  body: Buffer;
  /** How many rows it says it has, the header not among them; null where nobody says. */
  rows: number | null;
}

/** The last line of a file that proves itself; the digest is of all bytes before that line. */
const TRAILER = /(?:^|\n)#END,(\d{1,9}),([0-9a-f]{64})\r?\n?$/;
const TRAILER_MOST = 100;

const sidecar = z.object({ rows: z.int().min(0), sha256: z.string().regex(/^[0-9a-f]{64}$/) });

/**
 * What a file is proven by: its trailer, or `<file>.json` beside it with `{rows, sha256}`. Throws `csv_incomplete` for a
 * file that is another (half written, or its sidecar came first) and `csv_unproven` where there is neither.
 */
export async function proven(file: Buffer, path: string, proof: 'required' | 'none'): Promise<Proven> {
  const trailer = TRAILER.exec(file.subarray(-TRAILER_MOST).toString('latin1'));
  if (trailer) return checkTrailer(file, trailer);
  const beside = await readSidecar(`${path}.json`);
  if (beside === null) {
    if (proof === 'required') throw new CsvError('csv_unproven');
    return { body: file, rows: null };
  }
  if (beside.sha256 !== sha256(file)) throw new CsvError('csv_incomplete');
  return { body: file, rows: beside.rows };
}

function checkTrailer(file: Buffer, [line, rows, digest]: RegExpExecArray): Proven {
  const body = file.subarray(0, file.length - line.replace(/^\n/, '').length);
  if (sha256(body) !== digest) throw new CsvError('csv_incomplete');
  return { body, rows: Number(rows) };
}

async function readSidecar(path: string): Promise<z.infer<typeof sidecar> | null> {
  try {
    return sidecar.parse(JSON.parse(await readFile(path, 'utf8')));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw new CsvError('csv_incomplete');
  }
}

function sha256(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}
