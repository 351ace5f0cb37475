import type { Request } from 'express';
import type { Snapshot } from '../../snapshots/snapshot.js';
import {
  createSession,
  deleteSession,
  findSession,
  type Session,
  type StoredSession,
} from '../../store/sessions.js';
import type { Context } from '../../use-cases/context.js';
import { cookie } from '../choose-language.js';
import type { Principal } from '../principal.js';
import type { Cookie } from '../route.js';
import { ownedAreas, rolesOf } from './roles.js';

/** A working day. */
const SECONDS = 8 * 3_600;

type Needs = Pick<Context, 'pool' | 'vault' | 'now'>;
const nameOf = (slug: string) => `gatehouse_${slug}`;

/** Who the browser's session on this campus belongs to; null for nobody. */
export async function readSession(
  context: Needs,
  snapshot: Snapshot,
  request: Request,
): Promise<Principal | null> {
  const session = await sessionOf(context, snapshot, request);
  if (session === null) return null;
  const { person, displayName, affiliation, loginName, digest } = session;
  // A role that the campus file has taken back ends now; one that it gave since needs a new sign-in.
  const now: readonly string[] = rolesOf(snapshot.file, loginName, affiliation);
  const roles = session.roles.filter((role) => now.includes(role));
  const areas = roles.includes('area_owner') ? ownedAreas(snapshot.file, loginName, affiliation) : [];
  return {
    kind: 'person',
    campus: snapshot.slug,
    person,
    displayName,
    affiliation,
    roles,
    areas,
    session: digest,
    via: 'session',
  };
}

/** Begins a session under a new id, and ends the one that the browser had. */
export async function beginSession(
  context: Needs,
  snapshot: Snapshot,
  request: Request,
  session: Session,
): Promise<Cookie> {
  await endSession(context, snapshot, request);
  const at = { now: context.now(), seconds: SECONDS };
  const value = await createSession(context.pool, context.vault, snapshot.campus, session, at);
  return { name: nameOf(snapshot.slug), value, maxAge: SECONDS, path: '/' };
}

/** Ends the browser's session; answers the id token that it began with, to end the issuer's as well. */
export async function endSession(
  context: Needs,
  snapshot: Snapshot,
  request: Request,
): Promise<string | null> {
  const session = await sessionOf(context, snapshot, request);
  const token = cookie(request, nameOf(snapshot.slug));
  if (token !== undefined) await deleteSession(context.pool, snapshot.campus, token);
  return session?.idToken ?? null;
}

export function endedSessionCookie(slug: string): Cookie {
  return { name: nameOf(slug), value: '', maxAge: 0, path: '/' };
}

async function sessionOf(
  context: Needs,
  snapshot: Snapshot,
  request: Request,
): Promise<StoredSession | null> {
  const token = cookie(request, nameOf(snapshot.slug));
  if (token === undefined || !/^[\w-]{43}$/.test(token)) return null;
  return findSession(context.pool, context.vault, snapshot.campus, { token, now: context.now() });
}
