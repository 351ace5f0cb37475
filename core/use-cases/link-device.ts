import type { CredentialReason, CredentialState } from '../domain/credential.js';
import { Problem } from '../domain/problem.js';
import type { Snapshot } from '../snapshots/snapshot.js';
import { change } from '../store/change.js';
import type { Sql } from '../store/database.js';
import { newToken, tokenDigest } from '../store/token.js';
import { acceptedNotices } from './accepted-notices.js';
import type { Context } from './context.js';
import { credentialProblem } from './credential-problem.js';

export interface LinkAsk {
  person: string;
  /** What the person calls the phone, or what its browser says of itself. */
  label: string;
  /** Each notice's id and the version that was shown and accepted. */
  accepted: Record<string, number>;
}

export interface Linked {
  /** Shown this once; the phone keeps it. */
  deviceToken: string;
  linkedAt: string;
}

/**
 * Links the one phone that shows a person's codes. Throws `no_credential` (404), the credential's state (403),
 * `notices_not_accepted` (409, with the ids), `another_phone_linked` (409): the first phone is logged out first.
 */
export async function linkDevice(context: Context, snapshot: Snapshot, ask: LinkAsk): Promise<Linked> {
  const accepted = acceptedNotices(snapshot.file, ask.accepted);
  const deviceToken = newToken();
  const linkedAt = new Date(context.now());
  await change(context.pool, snapshot.campus, async ({ sql, audit }) => {
    const credential = await activeCredential(sql, snapshot.campus, ask.person);
    await oneOfAllRecords(sql, snapshot.campus, ask.person, linkedAt);
    await insertLink(sql, [
      snapshot.campus,
      credential,
      ask.label,
      tokenDigest(deviceToken),
      JSON.stringify(accepted),
      linkedAt,
    ]);
    audit({
      actor: `holder:${ask.person}`,
      action: 'device.linked',
      subject: `person:${ask.person}`,
      detail: { accepted },
    });
  });
  return { deviceToken, linkedAt: linkedAt.toISOString() };
}

async function activeCredential(sql: Sql, campus: number, person: string): Promise<string> {
  const { rows } = await sql.query<{ id: string; state: CredentialState; reason: CredentialReason }>(
    'select id, state, reason from credentials where campus = $1 and person = $2 for share',
    [campus, person],
  );
  const credential = rows[0];
  if (!credential) throw new Problem(404, 'no_credential', 'This person has no credential.');
  if (credential.state !== 'active') throw credentialProblem(credential.state, credential.reason);
  return credential.id;
}

async function insertLink(sql: Sql, values: unknown[]): Promise<void> {
  const { rowCount } = await sql.query(
    `insert into linked_devices (campus, credential, label, token_digest, accepted, linked_at)
     values ($1, $2, $3, $4, $5, $6)
     on conflict (credential) where ended_at is null do nothing`,
    values,
  );
  if (rowCount === 0) throw anotherPhone();
}

function anotherPhone(): Problem {
  const detail = 'Another phone is linked; log it out first, there or on the portal.';
  return new Problem(409, 'another_phone_linked', detail);
}

/**
 * Two sources may tell of one person, who has a credential by each and one phone by both. A phone that waits on a record
 * whose right has ended is logged out, so that it does not wake up beside the new one.
 */
async function oneOfAllRecords(sql: Sql, campus: number, person: string, at: Date): Promise<void> {
  await sql.query(
    `select pg_advisory_xact_lock(hashtextextended('phone/' || campus || '/' || encode(key_digest, 'hex'), 0))
     from people where campus = $1 and id = $2`,
    [campus, person],
  );
  const { rows } = await sql.query<{ device: string; state: CredentialState }>(
    `select d.id as device, c.state
     from people me join people p on p.campus = me.campus and p.key_digest = me.key_digest and p.id <> me.id
     join credentials c on c.person = p.id
     join linked_devices d on d.credential = c.id and d.ended_at is null
     where me.campus = $1 and me.id = $2`,
    [campus, person],
  );
  if (rows.some(({ state }) => state !== 'revoked' && state !== 'pending')) throw anotherPhone();
  if (rows.length === 0) return;
  await sql.query(
    `update linked_devices set ended_at = $2, ended_by = 'replaced' where id = any($1::uuid[]) and ended_at is null`,
    [rows.map(({ device }) => device), at],
  );
}
