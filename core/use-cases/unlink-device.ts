import { Problem } from '../domain/problem.js';
import type { Snapshot } from '../snapshots/snapshot.js';
import { type Change, change } from '../store/change.js';
import type { Sql } from '../store/database.js';
import { deleteSessionsOfPerson } from '../store/sessions.js';
import { voidHandles } from '../store/voids.js';
import type { Context } from './context.js';
import { auditedCause, type HoldAsk } from './hold-credential.js';

/** `phone`: on the phone itself. The others are from elsewhere: whoever holds that phone may be somebody else. */
export type UnlinkedBy = 'phone' | 'portal' | 'help_desk';

export interface UnlinkMore extends Pick<HoldAsk, 'cause' | 'note'> {
  /** As in the audit; absent: the holder herself. */
  actor?: string | undefined;
  /** Digest (hex) of the session that asks: it stays, whichever others end. */
  keep?: string | undefined;
}

/**
 * Logs a person's phone out, by whatever record of hers it is linked: on it, from the portal or by the help desk. Its codes
 * are void when this returns: the voids are committed, and every node looks at them again in the statement that records
 * a grant. From elsewhere it signs the person out of the hub too: a browser on that phone could link it again.
 * Throws `no_phone_linked` (404).
 */
export async function unlinkDevice(
  context: Context,
  snapshot: Snapshot,
  person: string,
  by: UnlinkedBy,
  more: UnlinkMore = {},
): Promise<void> {
  const { campus } = snapshot;
  const now = context.now();
  await change(context.pool, campus, async (to) => {
    const ended = await endLinks(to.sql, [campus, person, now, by]);
    if (ended.length === 0) throw new Problem(404, 'no_phone_linked', 'No phone is linked.');
    to.voided(await voidHandles(to.sql, campus, now, ended, 'superseded'));
    const sessions = by === 'phone' ? 0 : await signOut(to, campus, person, more.keep ?? null);
    to.audit({
      actor: more.actor ?? `holder:${person}`,
      action: 'device.unlinked',
      subject: `person:${person}`,
      detail: { by, ...(by === 'phone' ? {} : { sessions }), ...auditedCause(context, more) },
    });
  });
  await context.snapshots.follow();
}

/** Answers the credentials whose phone it was. */
async function endLinks(sql: Sql, values: unknown[]): Promise<string[]> {
  const { rows } = await sql.query<{ credential: string }>(
    `update linked_devices d set ended_at = to_timestamp($3 / 1000.0), ended_by = $4
     from people me
     join people p on p.campus = me.campus and p.key_digest = me.key_digest
     join credentials c on c.person = p.id
     where me.campus = $1 and me.id = $2 and c.id = d.credential and d.ended_at is null
     returning d.credential`,
    values,
  );
  return rows.map(({ credential }) => credential);
}

/** Here at once; what plugins keep of her sign-ins ends by a job that this commit asks for. */
async function signOut(to: Change, campus: number, person: string, keep: string | null): Promise<number> {
  to.job('end-sign-ins', { person, keep });
  return deleteSessionsOfPerson(to.sql, campus, { person, keep });
}
