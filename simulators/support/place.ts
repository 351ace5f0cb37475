import type { IncomingHttpHeaders } from 'node:http';

/** Where a simulator's pages are seen: alone at their own address, or below the hub, which forwards to them. */
export interface Place {
  /** Stands before every path of a link: "/demo/devices", or nothing. */
  base: string;
  /** Pages of the demo around them; none where they stand alone. */
  around: { href: string; name: string }[];
}

export const ALONE: Place = { base: '', around: [] };
const AROUND = [
  { href: '/demo', name: 'Demo' },
  { href: '/', name: 'Start page' },
];

/** Who forwards says below which path it does so. */
export function placeOf({ 'x-forwarded-prefix': prefix }: IncomingHttpHeaders): Place {
  if (typeof prefix !== 'string' || !/^(\/[a-z]{1,20}){1,4}$/.test(prefix)) return ALONE;
  return { base: prefix, around: AROUND };
}
