/**
 * Where a sign-in leads back to: a path of our own, or `fallback`. Everything that a browser could read as another
 * origin is refused: `//host`, `/\host`, control characters, a scheme.
 */
export function returnTo(asked: string | undefined, publicUrl: string, fallback: string): string {
  if (asked === undefined || !/^\/(?![/\\])[^\\\p{Cc}]*$/u.test(asked) || asked.length > 2_000)
    return fallback;
  const url = new URL(asked, publicUrl);
  return url.origin === new URL(publicUrl).origin ? `${url.pathname}${url.search}${url.hash}` : fallback;
}
