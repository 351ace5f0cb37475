import { open, rename } from 'node:fs/promises';

export interface Dropped {
  csv: string;
  /** `{rows, sha256}` of it, as text. */
  sidecar: string;
}

/** The sidecar comes first: who sees the new CSV file finds its digest there. */
export async function drop(csvPath: string, { csv, sidecar }: Dropped): Promise<void> {
  await replace(`${csvPath}.json`, sidecar);
  await replace(csvPath, csv);
}

/** Whole or not at all: written beside its name, flushed, renamed. */
async function replace(file: string, text: string): Promise<void> {
  const beside = `${file}.part`;
  const handle = await open(beside, 'w');
  try {
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(beside, file);
}
