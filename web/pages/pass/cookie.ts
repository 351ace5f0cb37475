import type { Request } from 'express';
import { cookie } from '../../../core/http/choose-language.js';
import type { Cookie } from '../../../core/http/route.js';

const nameOf = (slug: string) => `gatehouse_pass_${slug}`;

/** The pass session that this browser holds on a campus; what else stands in the cookie is nobody's. */
export function passSession(request: Request, slug: string): string | null {
  const value = cookie(request, nameOf(slug));
  return value !== undefined && /^[\w-]{20,128}$/.test(value) ? value : null;
}

/** Ends with the session; Path is the whole hub, since the code is asked for below /api. */
export function passCookie(slug: string, session: string, seconds: number): Cookie {
  return { name: nameOf(slug), value: session, maxAge: Math.max(1, Math.floor(seconds)), path: '/' };
}
