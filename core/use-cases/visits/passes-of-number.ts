import type { PassView } from '../../domain/visits.js';
import type { Snapshot } from '../../snapshots/snapshot.js';
import { beginSessions, readPassesOfContact } from '../../store/passes.js';
import { contactDigest } from '../../store/visits-sealed.js';
import type { Context } from '../context.js';
import { contactOf } from './contact.js';
import { passView } from './pass-view.js';

const MOST = 20;

/**
 * Passes of somebody whose telephone number (E.164) another party proved; each with a session of its own, proven. Soonest
 * first, at most 20; none for a number that nobody invited.
 */
export async function passesOfNumber(
  context: Context,
  snapshot: Snapshot,
  phone: string,
): Promise<{ session: string; pass: PassView }[]> {
  const { campus } = snapshot;
  const number = contactOf('mainland', phone);
  if (number === null) return [];
  const now = context.now();
  const contact = contactDigest(context.vault, campus, number);
  const rows = await readPassesOfContact(context.pool, { campus, contact, now, limit: MOST });
  const visitors = rows.map(({ visitor }) => visitor.id);
  const begun = await beginSessions(context.pool, { campus, visitors, proven: true, now });
  return rows.flatMap((row) => {
    const session = begun.get(row.visitor.id)?.session;
    return session === undefined ? [] : [{ session, pass: passView(context, snapshot, row) }];
  });
}
