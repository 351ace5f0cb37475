import { createHash } from 'node:crypto';
import { z } from 'zod';

/** Where the next pull of a worker feed begins, and when everything was last asked for. */
const cursor = z.strictObject({
  /** Of which address: another system's stamps mean nothing. */
  feed: z.string(),
  stamp: z.string(),
  /** Epoch milliseconds. */
  fullAt: z.number(),
});
export type FeedCursor = z.infer<typeof cursor>;

export function feedOf(url: string): string {
  return createHash('sha256').update(url).digest('base64url').slice(0, 16);
}

/** Null where everything is to be asked for: at first, of another address, or when the last full feed is too old. */
export function readFeedCursor(
  text: string | null,
  now: { url: string; at: number; fullEveryHours: number },
): FeedCursor | null {
  const read = cursor.safeParse(text === null ? null : parsed(text)).data;
  if (read?.feed !== feedOf(now.url)) return null;
  return now.at - read.fullAt < now.fullEveryHours * 3_600_000 ? read : null;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
