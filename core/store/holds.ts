import type { CredentialState } from '../domain/credential.js';
import type { Sql } from './database.js';

/** What a person decided, no source undoes: a frozen or suspended credential, and one that an admin revoked. */
export const isHeld = (row: string) =>
  `(${row}.state in ('frozen', 'suspended') or (${row}.state = 'revoked' and ${row}.reason = 'by_admin'))`;

const STRONGEST = `array_position(array['frozen', 'suspended', 'revoked'], held.state) desc, held.reason = 'by_admin' desc`;

/**
 * Brings the hold on a person to every other record of them: a source that tells of a held person for the first time gives
 * no way around it. One audit row for each. Answers the credentials that are held now; call it under `lockJudging`.
 */
export async function spreadHolds(
  sql: Sql,
  by: { campus: number; now: number; actor: string },
): Promise<{ id: string; state: CredentialState }[]> {
  const { rows } = await sql.query<{ id: string; state: CredentialState }>(
    `with held as (
       select p.key_digest, c.state, c.reason from credentials c join people p on p.id = c.person
       where c.campus = $1 and ${isHeld('c')}),
     free as (
       select distinct on (c.id) c.id, c.state as was, c.reason as why, held.state, held.reason
       from held
       join people p on p.campus = $1 and p.key_digest = held.key_digest
       join credentials c on c.person = p.id
       where not ${isHeld('c')}
       order by c.id, ${STRONGEST}),
     spread as (
       update credentials c
       set state = free.state, reason = free.reason, since = to_timestamp($2::float8 / 1000)
       from free where c.id = free.id and not ${isHeld('c')}
       returning c.id, c.person, c.state, c.reason, free.was, free.why),
     logged as (
       insert into audit (campus, actor, action, subject, detail)
       select $1, $3, 'credential.' || state, 'person:' || person,
              jsonb_build_object('reason', reason, 'was', was, 'wasReason', why)
       from spread order by person)
     select id, state from spread`,
    [by.campus, by.now, by.actor],
  );
  return rows;
}
