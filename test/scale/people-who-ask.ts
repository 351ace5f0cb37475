import type pg from 'pg';
import { STAFF_ROLES, type StaffRole } from '../../core/domain/roles.js';
import type { RouteRole } from '../../core/http/route.js';
import { loginDigest } from '../../core/store/people.js';
import type { Vault } from '../../core/store/seal.js';
import { createSession } from '../../core/store/sessions.js';
import { SEEDED, STAFF_LOGINS } from './seed/campus.js';

/** Whoever asks for a page: nobody, a host, or one with exactly this role. */
export type Who = 'nobody' | 'holder' | StaffRole;

/** Who may ask for a route of this role. */
export function whoMay(role: RouteRole): Who[] {
  if (role === 'device') return [];
  if (role === 'public') return ['nobody', 'holder'];
  if (role === 'holder') return ['holder', 'admin'];
  return typeof role === 'string' ? [role] : [...role];
}

/** A cookie of a session for each. The holder is this person, whose visits are asked for. */
export async function sessionsOf(
  pool: pg.Pool,
  vault: Vault,
  { now, host }: { now: number; host: string },
): Promise<Map<Who, string>> {
  const cookies = new Map<Who, string>([['nobody', '']]);
  for (const who of [...STAFF_ROLES, 'holder'] as const) {
    const loginName = STAFF_LOGINS[who];
    const person = who === 'holder' ? host : await personOf(pool, vault, loginName);
    const roles = who === 'holder' ? [] : [who];
    const token = await createSession(
      pool,
      vault,
      SEEDED.number,
      { person, displayName: 'Somebody', loginName, affiliation: 'staff', roles, idToken: '' },
      { now, seconds: 8 * 3_600 },
    );
    cookies.set(who, `gatehouse_${SEEDED.slug}=${token}`);
  }
  return cookies;
}

async function personOf(pool: pg.Pool, vault: Vault, loginName: string): Promise<string | null> {
  const { rows } = await pool.query<{ id: string }>(
    'select id from people where campus = $1 and login_digest = $2',
    [SEEDED.number, loginDigest(vault, SEEDED.number, loginName)],
  );
  return rows[0]?.id ?? null;
}
