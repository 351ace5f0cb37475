import type { Request } from 'express';
import { cookie } from '../../../core/http/choose-language.js';
import type { Cookie } from '../../../core/http/route.js';

const DAY_SECONDS = 86_400;
const nameOf = (slug: string) => `gatehouse_group_${slug}`;

/** The registration link's token, for the group's own pages only and for a day: the link brings it back. */
export function groupCookie(slug: string, token: string): Cookie {
  return { name: nameOf(slug), value: token, maxAge: DAY_SECONDS, path: `/${slug}/group` };
}

export function groupToken(request: Request, slug: string): string | null {
  const value = cookie(request, nameOf(slug));
  return value !== undefined && isToken(value) ? value : null;
}

/** Base64url as our links have it; anything else could write a cookie of its own. */
export function isToken(text: string): boolean {
  return /^[\w-]{20,128}$/.test(text);
}
