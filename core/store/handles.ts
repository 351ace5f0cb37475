import type { CredentialReason, CredentialState } from '../domain/credential.js';
import { Problem } from '../domain/problem.js';
import type { Sql } from './database.js';

export interface Phone {
  device: string;
  credential: string;
  person: string;
  state: CredentialState;
  reason: CredentialReason;
  /** Each notice's id and the version that was accepted on this phone. */
  accepted: Record<string, number>;
  /** The open handle of the day, once there is one. */
  handle: { handle: string; groups: number[] } | null;
}

/** All that issuing a code needs, in one statement by index: the linked phone, its credential, the day's handle. */
export async function readPhone(
  sql: Sql,
  campus: number,
  digest: Buffer,
  day: string,
): Promise<Phone | null> {
  const { rows } = await sql.query<Phone>({
    name: 'read-phone',
    text: `select d.id as device, d.credential, c.person, c.state, c.reason, d.accepted,
            case when h.handle is not null then jsonb_build_object('handle', h.handle, 'groups', h.groups) end as handle
     from linked_devices d
     join credentials c on c.id = d.credential
     left join handles h on h.credential = d.credential and h.day = $3 and h.voided_at is null
     where d.token_digest = $2 and d.campus = $1 and d.ended_at is null`,
    values: [campus, digest, day],
  });
  return rows[0] ?? null;
}

interface HandleAsk {
  campus: number;
  handle: string;
  credential: string;
  device: string;
  day: string;
  until: number;
}

/**
 * Opens the day's handle for an active credential and a linked phone, or returns the one that another request of the
 * phone opened in the same instant. Throws `try_again` (409) when the phone was logged out meanwhile.
 */
export async function openHandle(sql: Sql, ask: HandleAsk): Promise<{ handle: string; groups: number[] }> {
  // A statement sees nothing that began after it, so who was a moment late looks again.
  const opened = (await makeHandle(sql, ask)) ?? (await readHandle(sql, ask));
  if (opened) return opened;
  throw new Problem(409, 'try_again', 'The phone or its holder changed in this moment; ask again.');
}

async function makeHandle(
  sql: Sql,
  { campus, handle, credential, device, day, until }: HandleAsk,
): Promise<Phone['handle'] | undefined> {
  const { rows } = await sql.query<{ handle: string; groups: number[] }>(
    `insert into handles (campus, handle, credential, device, day, until, groups)
     select $1, $2, c.id, d.id, $5, to_timestamp($6 / 1000.0), p.groups
     from credentials c
     join people p on p.id = c.person
     join linked_devices d on d.id = $4 and d.credential = c.id and d.ended_at is null
     where c.id = $3 and c.state = 'active'
     for share of p, c, d
     on conflict (credential, day) where voided_at is null do nothing
     returning handle, groups`,
    [campus, handle, credential, device, day, until],
  );
  return rows[0];
}

/** Of this phone only: the next one that is linked has the handle that it opened itself. */
async function readHandle(
  sql: Sql,
  { credential, device, day }: HandleAsk,
): Promise<Phone['handle'] | undefined> {
  const { rows } = await sql.query<{ handle: string; groups: number[] }>(
    'select handle, groups from handles where credential = $1 and device = $2 and day = $3 and voided_at is null',
    [credential, device, day],
  );
  return rows[0];
}
