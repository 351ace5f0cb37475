import type { SsoSettings } from '../settings.js';

export type SignInBase = SsoSettings['signIn'][number];

/** A name as typed, taken apart: what is looked for, and below which bases. No base: nobody has such a name. */
export interface SignInName {
  prefix: string;
  bases: SignInBase[];
}

/**
 * A bare prefix is looked for everywhere; `prefix@suffix` only where that suffix belongs, so that a professor and a
 * student may share a prefix. Letters are folded as a directory folds them (RFC 4518), for the suffix.
 */
export function readSignInName(typed: string, bases: readonly SignInBase[]): SignInName {
  const name = typed.normalize('NFKC').trim();
  const at = name.lastIndexOf('@');
  if (at < 0) return { prefix: name, bases: [...bases] };
  const suffix = name.slice(at).toLowerCase();
  return { prefix: name.slice(0, at), bases: bases.filter((base) => base.suffix?.toLowerCase() === suffix) };
}

/** What directories map to nothing when they compare (RFC 4518, 2.2): soft hyphens, joiners, controls. */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}]/gu;

/** The same person's name typed in another case, width or spacing, or with invisible signs: one key for counting tries. */
export function foldSignInName(typed: string): string {
  return typed
    .replaceAll(/\s/g, ' ')
    .replaceAll(INVISIBLE, '')
    .normalize('NFKC')
    .trim()
    .toLowerCase()
    .replaceAll(/\s+/g, ' ');
}
