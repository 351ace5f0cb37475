import type { Snapshot } from '../../snapshots/snapshot.js';
import type { Context } from '../context.js';
import type { Host } from './host.js';
import { type Expected, listExpected } from './list-expected.js';

/** Names rest sealed, so those of the day are opened one by one; more than this is not looked through. */
export const LOOKED_THROUGH = 500;

/**
 * Who of today's expected visitors has `name` in the name, without regard to case, width, accents and spaces. `all` says
 * whether everybody of the day was looked at. Throws `visits_not_offered` (404).
 */
export async function listExpectedNamed(
  context: Context,
  snapshot: Snapshot,
  reader: Host,
  name: string,
): Promise<{ expected: Expected[]; all: boolean }> {
  const ask = { when: 'today', states: ['approved'], limit: LOOKED_THROUGH } as const;
  const { expected, next } = await listExpected(context, snapshot, reader, ask);
  const wanted = plain(name);
  const found = wanted === '' ? [] : expected.filter(({ visitor }) => plain(visitor ?? '').includes(wanted));
  return { expected: found, all: next === null };
}

function plain(text: string): string {
  return text
    .normalize('NFKD')
    .replaceAll(/[\p{Mark}\s.,'’-]/gu, '')
    .toLowerCase();
}
