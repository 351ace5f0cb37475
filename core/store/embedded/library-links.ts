import { existsSync, readFileSync, renameSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';

const Links = z.array(z.object({ source: z.string(), target: z.string() }));

/**
 * Makes the library links that the platform package lists in `pg-symlinks.json`: an npm package cannot carry links,
 * and its install script that makes them is often not allowed to run. Answers how many were missing.
 */
export function makeLibraryLinks(native: string): number {
  const list = path.join(native, 'pg-symlinks.json');
  if (!existsSync(list)) return 0;
  const missing = Links.parse(JSON.parse(readFileSync(list, 'utf8')))
    .map(({ source, target }) => ({
      to: path.basename(source),
      link: path.join(native, path.relative('native', target)),
    }))
    .filter(({ link }) => !existsSync(link));
  for (const { to, link } of missing) {
    // Renamed into place: two starters may be at it, and the other one must never find the name missing again.
    const fresh = `${link}.${process.pid}`;
    symlinkSync(to, fresh);
    renameSync(fresh, link);
  }
  return missing.length;
}
