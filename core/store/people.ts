import type { PersonRecord } from '../domain/eligibility.js';
import type { Sql } from './database.js';
import type { Vault } from './seal.js';

/** What names a person; sealed at rest. */
export type Personal = Pick<PersonRecord, 'sourceKey' | 'loginName' | 'name' | 'email' | 'mobile'> & {
  dutyConfirmedBy?: string | undefined;
};

/** Digest for joining a person by a source's key. */
export function personKeyDigest(vault: Vault, campus: number, sourceKey: string): Buffer {
  return vault.digest('person-key', `${campus}/${sourceKey}`);
}

/** Digest for finding a person by the name typed at sign-in, without regard to case. */
export function loginDigest(vault: Vault, campus: number, loginName: string): Buffer {
  return vault.digest('login', `${campus}/${loginName.toLowerCase()}`);
}

export function sealPersonal(vault: Vault, personal: Personal): Buffer {
  return vault.seal('person', JSON.stringify(personal));
}

export function openPersonal(vault: Vault, sealed: Buffer): Personal {
  return JSON.parse(vault.open('person', sealed).toString()) as Personal;
}

/**
 * The id of the person whom a source calls `sourceKey`. Two sources may tell of one person: the record that still
 * comes is preferred, then the one with a running credential, then the one with the linked phone: news of the other
 * source must not make somebody else of who has one.
 */
export async function findPersonByKey(
  sql: Sql,
  vault: Vault,
  campus: number,
  sourceKey: string,
): Promise<string | null> {
  const { rows } = await sql.query<{ id: string }>(
    `select p.id from people p left join credentials c on c.person = p.id
     where p.campus = $1 and p.key_digest = $2
     order by p.left_at is not null, c.state = 'active' desc nulls last,
       exists (select from linked_devices d where d.credential = c.id and d.ended_at is null) desc,
       p.changed_at desc, p.id limit 1`,
    [campus, personKeyDigest(vault, campus, sourceKey)],
  );
  return rows[0]?.id ?? null;
}

/**
 * The id of the one living person who signs in as `loginName`. Null also when it could be two people: a student may
 * share a staff member's name where both sign in under domains of their own, so say the affiliation where it is known.
 */
export async function findPersonByLogin(
  sql: Sql,
  vault: Vault,
  campus: number,
  loginName: string,
  affiliation?: PersonRecord['affiliation'],
): Promise<string | null> {
  const { rows } = await sql.query<{ id: string }>(
    `select distinct on (p.key_digest) p.id from people p left join credentials c on c.person = p.id
     where p.campus = $1 and p.login_digest = $2 and p.left_at is null
       and ($3::text is null or p.facts ->> 'affiliation' = $3)
     order by p.key_digest, c.state = 'active' desc nulls last, p.changed_at desc, p.id limit 2`,
    [campus, loginDigest(vault, campus, loginName), affiliation ?? null],
  );
  return rows.length === 1 ? (rows[0]?.id ?? null) : null;
}

/** What names the staff of these sign-in names, as far as a source tells of them: one statement for all. */
export async function readPersonalByLogins(
  sql: Sql,
  vault: Vault,
  campus: number,
  loginNames: readonly string[],
): Promise<(Personal & { person: string })[]> {
  const digests = loginNames.map((name) => loginDigest(vault, campus, name));
  const { rows } = await sql.query<{ person: string; personal: Buffer }>(
    `select distinct on (login_digest) id as person, personal from people
     where campus = $1 and login_digest = any($2::bytea[]) and left_at is null and facts ->> 'affiliation' = 'staff'
     order by login_digest, changed_at desc, id`,
    [campus, digests],
  );
  return rows.map(({ person, personal }) => ({ ...openPersonal(vault, personal), person }));
}
