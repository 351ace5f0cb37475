import type { CredentialReason, CredentialState } from '../domain/credential.js';
import type { Sql } from './database.js';

export interface TrialHolder {
  person: string;
  credential: string;
  state: CredentialState;
  reason: CredentialReason;
  /** Which plugin's which source told of the person. */
  source: string;
}

/** Everybody who signs in with this name, whose right is best first. */
export async function readTrialHolders(sql: Sql, campus: number, login: Buffer): Promise<TrialHolder[]> {
  const { rows } = await sql.query<TrialHolder>(
    `select p.id as person, c.id as credential, c.state, c.reason, p.source
     from people p join credentials c on c.person = p.id
     where p.campus = $1 and p.login_digest = $2 and p.left_at is null
     order by c.state = 'active' desc, p.id limit 10`,
    [campus, login],
  );
  return rows;
}

/** The day's open handle of an active credential, opened when there is none; undefined when it is not active any more. */
export async function trialHandle(
  sql: Sql,
  ask: { campus: number; credential: string; handle: string; day: string; until: number },
): Promise<{ handle: string; groups: number[] } | undefined> {
  const { campus, credential, handle, day, until } = ask;
  await sql.query(
    `insert into handles (campus, handle, credential, day, until, groups)
     select $1, $2, c.id, $4, to_timestamp($5 / 1000.0), p.groups
     from credentials c join people p on p.id = c.person
     where c.id = $3 and c.state = 'active'
     for share of p, c
     on conflict (credential, day) where voided_at is null do nothing`,
    [campus, handle, credential, day, until],
  );
  const { rows } = await sql.query<{ handle: string; groups: number[] }>(
    'select handle, groups from handles where credential = $1 and day = $2 and voided_at is null',
    [credential, day],
  );
  return rows[0];
}
