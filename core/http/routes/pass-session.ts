import type { Request } from 'express';
import { Problem } from '../../domain/problem.js';
import { cookie } from '../choose-language.js';
import type { Cookie } from '../route.js';

const nameOf = (slug: string) => `gatehouse_pass_${slug}`;

/** The session of a pass: the header `Gatehouse-Pass`, or the browser's cookie. */
export function heldSession(request: Request, slug: string): string | undefined {
  return request.get('gatehouse-pass') || cookie(request, nameOf(slug)) || undefined;
}

/** Throws `pass_ended` (401) where no session was sent. */
export function passSession(request: Request, slug: string): string {
  const session = heldSession(request, slug);
  if (session !== undefined) return session;
  throw new Problem(401, 'pass_ended', 'Open the link of the invitation once more.');
}

/** What the browser keeps of an opened link; `until` and `now` in epoch milliseconds. */
export function passCookie(slug: string, opened: { session: string; until: number }, now: number): Cookie {
  const maxAge = Math.max(1, Math.floor((opened.until - now) / 1000));
  return { name: nameOf(slug), value: opened.session, maxAge, path: '/' };
}
