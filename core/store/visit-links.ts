import type { Sql } from './database.js';
import { newToken, tokenDigest } from './token.js';

export interface LinkAsk {
  campus: number;
  visit: string;
  /** Null: the registration link of a group. */
  visitor: string | null;
  madeFor: 'message' | 'copy' | 'group';
  message?: string | undefined;
}

/** A further link to a pass or a group's registration. Answers its token, of which only the digest is kept. */
export async function mintLink(sql: Sql, ask: LinkAsk): Promise<string> {
  const token = newToken();
  await sql.query(
    'insert into visit_links (digest, campus, visit, visitor, made_for, message) values ($1, $2, $3, $4, $5, $6)',
    [tokenDigest(token), ask.campus, ask.visit, ask.visitor, ask.madeFor, ask.message ?? null],
  );
  return token;
}

/** How many copied links of a visitor, or of the group's registration (null), still lead somewhere. */
export async function countCopies(sql: Sql, visit: string, visitor: string | null): Promise<number> {
  const { rows } = await sql.query<{ count: number }>(
    `select count(*)::int as count from visit_links
     where visit = $1 and visitor is not distinct from $2 and made_for <> 'message' and ended_at is null`,
    [visit, visitor],
  );
  return rows[0]?.count ?? 0;
}

/**
 * A link that was told to nobody leads nowhere any more. By its token, never by its message: another worker's attempt at the
 * same message may have sent a link of its own meanwhile.
 */
export async function dropLink(sql: Sql, token: string): Promise<void> {
  await sql.query('delete from visit_links where digest = $1', [tokenDigest(token)]);
}

/** Every link of these visits ends, copies too. */
export async function endLinks(sql: Sql, visits: readonly string[], now: number): Promise<void> {
  await sql.query(
    `update visit_links set ended_at = to_timestamp($2 / 1000.0) where visit = any($1::uuid[]) and ended_at is null`,
    [visits, now],
  );
}

/** Every link of one visitor ends, copies too. */
export async function endVisitorLinks(sql: Sql, visitor: string, now: number): Promise<void> {
  await sql.query(
    'update visit_links set ended_at = to_timestamp($2 / 1000.0) where visitor = $1 and ended_at is null',
    [visitor, now],
  );
}

/** The registration links of a group end; those of its members stay. */
export async function endRegistration(sql: Sql, visit: string, now: number): Promise<void> {
  await sql.query(
    `update visit_links set ended_at = to_timestamp($2 / 1000.0)
     where visit = $1 and visitor is null and ended_at is null`,
    [visit, now],
  );
}
