import { z } from 'zod';
import type { Vault } from '../../store/seal.js';
import type { Cookie } from '../route.js';

const pending = z.object({
  state: z.string(),
  nonce: z.string(),
  verifier: z.string(),
  to: z.string(),
  until: z.number(),
});

/** A sign-in that has left for the issuer and not come back yet: what its answer is held against. */
export type Pending = z.infer<typeof pending>;

/** As long as the issuer keeps a sign-in page open. */
export const PENDING_SECONDS = 3_600;

const nameOf = (slug: string) => `gatehouse_${slug}_pending`;
const pathOf = (slug: string) => `/${slug}/signed-in`;
const sealedFor = (slug: string) => `pending-sign-in/${slug}`;

/** Kept by the browser, sealed: the hub stores nothing for whoever only looks at a sign-in page. */
export function pendingCookie(vault: Vault, slug: string, value: Pending): Cookie {
  const sealed = vault.seal(sealedFor(slug), JSON.stringify(value)).toString('base64url');
  return { name: nameOf(slug), value: sealed, maxAge: PENDING_SECONDS, path: pathOf(slug) };
}

export function endedPendingCookie(slug: string): Cookie {
  return { name: nameOf(slug), value: '', maxAge: 0, path: pathOf(slug) };
}

/** Null when there is none, it is too old, or it was not sealed here for this campus. */
export function readPending(
  vault: Vault,
  slug: string,
  cookies: (name: string) => string | undefined,
  now: number,
): Pending | null {
  const sealed = cookies(nameOf(slug));
  if (sealed === undefined || sealed === '') return null;
  try {
    const text = vault.open(sealedFor(slug), Buffer.from(sealed, 'base64url')).toString();
    const read = pending.parse(JSON.parse(text));
    return read.until > now ? read : null;
  } catch {
    return null;
  }
}
