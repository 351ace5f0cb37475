import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The house's own folder, where README.md lies. */
export const ROOT = path.resolve(fileURLToPath(new URL('../../..', import.meta.url)));

export function readDocument(file: string): string {
  return readFileSync(path.join(ROOT, file), 'utf8');
}

/** The text of the only fenced block of this language; throws when there are more or none. */
export function fencedBlock(document: string, language: string): string {
  const blocks = [...document.matchAll(/^```(\w+)\n(.*?)^```$/gms)].filter(([, named]) => named === language);
  const [block] = blocks;
  if (block?.[2] === undefined || blocks.length > 1)
    throw new Error(`expected one ${language} block, found ${blocks.length}`);
  return block[2];
}

/** What the pattern's first group finds in the text; throws when it finds nothing. */
export function found(text: string, pattern: RegExp): string {
  const match = pattern.exec(text)?.[1];
  if (match === undefined) throw new Error(`the document has nothing like ${pattern}`);
  return match;
}
