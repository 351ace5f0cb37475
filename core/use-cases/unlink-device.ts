import { Problem } from '../domain/problem.js';
import type { Snapshot } from '../snapshots/snapshot.js';
import { change } from '../store/change.js';
import { voidHandles } from '../store/voids.js';
import type { Context } from './context.js';

/**
 * Logs a person's phone out, from the phone's settings or remotely from the portal. Its codes are void when this
 * returns: the voids are committed, and every node looks at them again in the statement that records a grant.
 * Throws `no_phone_linked` (404).
 */
export async function unlinkDevice(
  context: Context,
  snapshot: Snapshot,
  person: string,
  by: 'phone' | 'portal',
): Promise<void> {
  const now = context.now();
  await change(context.pool, snapshot.campus, async ({ sql, audit, voided }) => {
    const { rows } = await sql.query<{ credential: string }>(
      `update linked_devices d set ended_at = to_timestamp($3 / 1000.0), ended_by = $4
       from credentials c
       where c.id = d.credential and c.campus = $1 and c.person = $2 and d.ended_at is null
       returning d.credential`,
      [snapshot.campus, person, now, by],
    );
    const ended = rows[0];
    if (!ended) throw new Problem(404, 'no_phone_linked', 'No phone is linked.');
    voided(await voidHandles(sql, snapshot.campus, now, [ended.credential], 'superseded'));
    audit({
      actor: `holder:${person}`,
      action: 'device.unlinked',
      subject: `person:${person}`,
      detail: { by },
    });
  });
  await context.snapshots.follow();
}
