import type { Snapshot } from '../../snapshots/snapshot.js';
import { change } from '../../store/change.js';
import { openPersonal, type Personal, personKeyDigest } from '../../store/people.js';
import type { PersonFacts } from '../../store/people-facts.js';
import { requestDigest } from '../../store/visits-sealed.js';
import type { Context } from '../context.js';
import { type CheckedVisitor, checkVisitor } from './check-visitor.js';
import { windowErrors } from './check-window.js';
import { type Booking, openBooking } from './sealed-booking.js';
import { writeVisits } from './write-visit.js';

/**
 * Runs the job `book-alumni`: writes the visit where the register has this number under this name, and lets the link go to
 * the address that the register has. Run again, it is the same visit; with no match nothing happens.
 */
export async function matchAlumni(context: Context, snapshot: Snapshot, sealed: string): Promise<void> {
  const { vault } = context;
  const booking = openBooking(vault, snapshot.campus, sealed);
  const rules = snapshot.file.visits;
  // The campus may have stopped it while the booking waited.
  const late = !rules?.alumni || windowErrors(rules, booking, context.now(), booking.from).length > 0;
  const alum = late ? undefined : await findAlum(context, snapshot, booking);
  const visitor = alum && visitorOf(alum.personal, booking);
  if (!alum || !visitor) return;
  const { from, until, points, purpose } = booking;
  const key = requestDigest(
    vault,
    snapshot.campus,
    `alumni:${alum.id}`,
    JSON.stringify([from, until, points]),
  );
  await change(context.pool, snapshot.campus, async (to) => {
    const draft = {
      kind: 'alumni' as const,
      host: null,
      personal: { host: null, purpose, note: null, group: null },
      ...{ from, until, points, visitor },
      groupSize: null,
      requestKey: key,
      requestDigest: null,
    };
    const id = (await writeVisits(context, snapshot, to, [draft])).get(0);
    if (id !== undefined)
      to.audit({
        actor: 'hub',
        action: 'visit.requested',
        subject: `visit:${id}`,
        detail: { kind: 'alumni' },
      });
  });
}

async function findAlum(
  { pool, vault }: Context,
  { campus }: Snapshot,
  { number, name }: Booking,
): Promise<{ id: string; personal: Personal } | undefined> {
  const { rows } = await pool.query<{ id: string; personal: Buffer; facts: PersonFacts }>(
    'select id, personal, facts from people where campus = $1 and key_digest = $2 and left_at is null order by id limit 5',
    [campus, personKeyDigest(vault, campus, number)],
  );
  return rows
    .filter(({ facts }) => facts.affiliation === 'alum')
    .map(({ id, personal }) => ({ id, personal: openPersonal(vault, personal) }))
    .find(({ personal }) => isNamed(personal.name, name));
}

/** A register may hold both scripts of a name; either is hers, and so are both. */
export function isNamed(registered: string, typed: string): boolean {
  const names = [registered, ...registered.split(/(?<=[^\p{sc=Han}])\s+(?=\p{sc=Han})/u)].map(plain);
  return plain(typed) !== '' && names.includes(plain(typed));
}

/** Without capitals, accents, width and whatever stands between words, in any order of the words. */
function plain(name: string): string {
  const words = name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/\p{M}/gu, '')
    .split(/[^\p{L}\p{N}]+/u);
  return words.filter(Boolean).sort().join(' ');
}

/** By the address of the register, e-mail first; null where it has none that a message reaches. */
function visitorOf(personal: Personal, { language }: Booking): CheckedVisitor | null {
  const ways = [
    ['foreign', personal.email],
    ['mainland', personal.mobile],
  ] as const;
  for (const [way, contact] of ways) {
    const checked =
      contact === undefined ? [] : checkVisitor(way, { name: personal.name, contact, language });
    if (!Array.isArray(checked)) return checked;
  }
  return null;
}
