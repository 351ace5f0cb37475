/** Random base64 holds six given letters, and random hex ten given digits, less often than once in millions of runs. */
const isLong = (word: string) => Buffer.byteLength(word) >= (/^[\da-f]+$/.test(word) ? 10 : 6);

/**
 * Which of these words can be read in a dump of rows: as they are, or as the hex digits by which `t::text` writes a
 * `bytea`. Digests, ids and sealed texts are random, and hold any short word sooner or later: those are refused.
 */
export function readable(dump: string | null | undefined, words: readonly string[]): string[] {
  if (!dump) throw new Error('nothing was dumped, so nothing could be read in it');
  const short = words.find((word) => !isLong(word));
  if (short !== undefined) throw new Error(`“${short}” is in random text by chance: take a longer word`);
  return words.filter((word) => dump.includes(word) || dump.includes(Buffer.from(word).toString('hex')));
}
