import { Problem } from '../domain/problem.js';
import type { Snapshot } from '../snapshots/snapshot.js';
import { change } from '../store/change.js';
import type { Sql } from '../store/database.js';
import { tokenDigest } from '../store/token.js';
import { acceptedNotices } from './accepted-notices.js';
import type { Context } from './context.js';

export interface AcceptAsk {
  deviceToken: string;
  /** Each notice's id and the version that was shown and accepted. */
  accepted: Record<string, number>;
}

/**
 * Notes on a linked phone that its holder accepted the notices as they stand now; the audit keeps every version that was
 * accepted before. Throws `device_unlinked` (401), `notices_not_accepted` (409, with the ids).
 */
export async function acceptNotices(context: Context, snapshot: Snapshot, ask: AcceptAsk): Promise<void> {
  const { campus, file } = snapshot;
  const accepted = acceptedNotices(file, ask.accepted);
  await change(context.pool, campus, async ({ sql, audit }) => {
    const person = await noteAccepted(sql, campus, ask.deviceToken, accepted);
    if (person === undefined) throw new Problem(401, 'device_unlinked', 'This phone is not linked any more.');
    audit({
      actor: `holder:${person}`,
      action: 'notices.accepted',
      subject: `person:${person}`,
      detail: { accepted },
    });
  });
}

async function noteAccepted(
  sql: Sql,
  campus: number,
  deviceToken: string,
  accepted: Record<string, number>,
): Promise<string | undefined> {
  const { rows } = await sql.query<{ person: string }>(
    `update linked_devices d set accepted = $3
     from credentials c
     where d.campus = $1 and d.token_digest = $2 and d.ended_at is null and c.id = d.credential
     returning c.person`,
    [campus, tokenDigest(deviceToken), JSON.stringify(accepted)],
  );
  return rows[0]?.person;
}
