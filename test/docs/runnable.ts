import { readDocument } from './fenced.js';

/** The shell lines of a document that stand below `<!-- run: name -->`; throws where there is not exactly one such block. */
export function runnable(document: string, name: string): string {
  const blocks = [...readDocument(document).matchAll(/^<!-- run: (\S+) -->\n```sh\n(.*?)^```$/gms)];
  const [block, ...more] = blocks.filter(([, named]) => named === name);
  if (block?.[2] === undefined || more.length > 0)
    throw new Error(`${document} has not one block to run that is called ${name}`);
  return block[2];
}

/** The names of all of them, in order. */
export function runnableNames(document: string): string[] {
  return [...readDocument(document).matchAll(/^<!-- run: (\S+) -->$/gm)].map(([, name = '']) => name);
}
