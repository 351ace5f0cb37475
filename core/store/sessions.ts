import { z } from 'zod';
import type { PersonRecord } from '../domain/eligibility.js';
import { personRecord } from '../domain/eligibility.js';
import type { Sql } from './database.js';
import { loginDigest } from './people.js';
import type { Vault } from './seal.js';
import { newToken, tokenDigest } from './token.js';

/** What names the person of a session; sealed at rest. `idToken` proves at sign-out whose session ends. */
const personal = z.object({ displayName: z.string(), loginName: z.string(), idToken: z.string() });
const affiliation = personRecord.shape.affiliation.nullable().catch(null);

export interface Session extends z.infer<typeof personal> {
  person: string | null;
  affiliation: PersonRecord['affiliation'] | null;
  roles: string[];
}

export interface StoredSession extends Session {
  /** Of its token, as hex: says which session it is, and opens nothing. */
  digest: string;
  expiresAt: number;
}

/** Writes a session and answers its token, of which only the digest is kept. */
export async function createSession(
  sql: Sql,
  vault: Vault,
  campus: number,
  session: Session,
  at: { now: number; seconds: number },
): Promise<string> {
  const token = newToken();
  const { displayName, loginName, idToken } = session;
  await sql.query(
    `insert into sessions (digest, campus, person, login_digest, personal, affiliation, roles, created_at, expires_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [
      tokenDigest(token),
      campus,
      session.person,
      loginDigest(vault, campus, loginName),
      vault.seal(sealedFor(campus), JSON.stringify({ displayName, loginName, idToken })),
      session.affiliation,
      session.roles,
      new Date(at.now),
      new Date(at.now + at.seconds * 1_000),
    ],
  );
  return token;
}

/** The session of a token on this campus; null when there is none, it has ended, or it is another campus's. */
export async function findSession(
  sql: Sql,
  vault: Vault,
  campus: number,
  ask: { token: string; now: number },
): Promise<StoredSession | null> {
  const { rows } = await sql.query<Row>(
    `select person, personal, affiliation, roles, expires_at as "expiresAt"
     from sessions where digest = $1 and campus = $2 and expires_at > $3`,
    [tokenDigest(ask.token), campus, new Date(ask.now)],
  );
  const [row] = rows;
  if (row === undefined) return null;
  return {
    ...personal.parse(JSON.parse(vault.open(sealedFor(campus), row.personal).toString())),
    person: row.person,
    affiliation: affiliation.parse(row.affiliation),
    roles: row.roles,
    expiresAt: row.expiresAt.getTime(),
    digest: tokenDigest(ask.token).toString('hex'),
  };
}

/** Ends a session; ending one that is not there is calm. */
export async function deleteSession(sql: Sql, campus: number, token: string): Promise<void> {
  await sql.query('delete from sessions where digest = $1 and campus = $2', [tokenDigest(token), campus]);
}

/** Ends every session of who signs in as `loginName`; answers how many there were. */
export async function deleteSessionsOf(
  sql: Sql,
  vault: Vault,
  campus: number,
  loginName: string,
): Promise<number> {
  const { rowCount } = await sql.query('delete from sessions where campus = $1 and login_digest = $2', [
    campus,
    loginDigest(vault, campus, loginName),
  ]);
  return rowCount ?? 0;
}

/**
 * Ends a person's sessions by whatever record she signed in, but for the one with the digest `keep` (hex); answers how many
 * there were.
 */
export async function deleteSessionsOfPerson(
  sql: Sql,
  campus: number,
  ask: { person: string; keep: string | null },
): Promise<number> {
  const { rowCount } = await sql.query(
    `delete from sessions s using people me
     join people p on p.campus = me.campus and p.key_digest = me.key_digest
     where me.campus = $1 and me.id = $2 and s.campus = $1 and s.person = p.id
       and ($3::text is null or s.digest <> decode($3::text, 'hex'))`,
    [campus, ask.person, ask.keep],
  );
  return rowCount ?? 0;
}

/** Sessions that have run out. */
export async function pruneSessions(sql: Sql, now: number): Promise<void> {
  await sql.query('delete from sessions where expires_at < $1', [new Date(now)]);
}

interface Row {
  person: string | null;
  personal: Buffer;
  affiliation: string | null;
  roles: string[];
  expiresAt: Date;
}

const sealedFor = (campus: number) => `session/${campus}`;
