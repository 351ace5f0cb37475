import { readdirSync, readFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import path from 'node:path';

/** Packages that compiled modules below a folder import, apart from those below `without`. */
export function importedPackages(folder: string, without: readonly string[] = []): Set<string> {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(
    (file) => file.endsWith('.js') && !without.includes(file.split(path.sep)[0] ?? ''),
  );
  const named = files.flatMap((file) => {
    const text = readFileSync(path.join(folder, file), 'utf8');
    return [
      ...text.matchAll(
        /(?:^|[\s;}])(?:import|export)\b[^'"`;]*?from\s*'([^'.][^']*)'|import\('([^'.][^']*)'\)/g,
      ),
    ];
  });
  const names = named.map(([, fixed, later]) => fixed ?? later ?? '').filter((name) => !isBuiltin(name));
  return new Set(
    names.map((name) =>
      name
        .split('/')
        .slice(0, name.startsWith('@') ? 2 : 1)
        .join('/'),
    ),
  );
}
