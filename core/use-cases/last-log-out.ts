import type { Snapshot } from '../snapshots/snapshot.js';
import type { Context } from './context.js';

/**
 * When a phone of this person was last logged out from elsewhere, by whatever record it was linked; epoch milliseconds,
 * null for never. Whoever holds that phone may be somebody else: what signed in on it before counts no more.
 */
export async function lastLogOut(
  { pool }: Pick<Context, 'pool'>,
  { campus }: Pick<Snapshot, 'campus'>,
  person: string,
): Promise<number | null> {
  const { rows } = await pool.query<{ at: Date | null }>(
    `select max(d.ended_at) as at
     from people me
     join people p on p.campus = me.campus and p.key_digest = me.key_digest
     join credentials c on c.person = p.id
     join linked_devices d on d.credential = c.id and d.ended_by in ('portal', 'help_desk')
     where me.campus = $1 and me.id = $2`,
    [campus, person],
  );
  return rows[0]?.at?.getTime() ?? null;
}
