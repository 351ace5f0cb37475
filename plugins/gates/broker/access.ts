import { DOWNWARD, ROOT, SHARED_NAMES, topic, UPWARD } from '../topics.js';

/** Who is at the other end of a connection. */
export type Identity = { kind: 'hub' } | { kind: 'device'; campus: string; device: string; token: string };

/** A device writes only under its own name; the hub writes anything. */
export function mayPublish(identity: Identity, text: string): boolean {
  return identity.kind === 'hub' || UPWARD.some((kind) => text === topic(identity, kind));
}

/**
 * A device reads its own decisions and commands, and what is said to all or to a group of its campus. Names are
 * compared whole, so no wildcard reaches anybody else's.
 */
export function maySubscribe(identity: Identity, filter: string): boolean {
  if (identity.kind === 'hub') return true;
  if (DOWNWARD.some((kind) => filter === topic(identity, kind))) return true;
  if (filter.startsWith(`${topic(identity, 'decision')}/`)) return true;
  return SHARED_NAMES.some((name) => filter.startsWith(`${ROOT}/${identity.campus}/${name}/`));
}

/** A last will speaks for its own device, and only of its state. */
export function mayWill(username: string, text: string): boolean {
  return text === `${ROOT}/${username}/state`;
}
