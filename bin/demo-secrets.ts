import { randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';

const file = z.object({ secret: z.string().min(32), tokens: z.record(z.string(), z.string()) });
type Secrets = z.infer<typeof file>;

/**
 * The demo's own secrets, made once and kept with mode 0600. The prefix `demo-` makes production refuse them.
 * `variables` are the tokens that the example files name.
 */
export async function demoSecrets(dataDir: string, variables: readonly string[]): Promise<Secrets> {
  const at = path.join(dataDir, 'demo.json');
  const known = await readFile(at, 'utf8').then(
    (text): Secrets => file.parse(JSON.parse(text)),
    (error: NodeJS.ErrnoException): Secrets => {
      if (error.code !== 'ENOENT') throw error;
      return { secret: `demo-${randomBytes(32).toString('base64url')}`, tokens: {} };
    },
  );
  const made = variables.filter((name) => known.tokens[name] === undefined);
  const fresh = Object.fromEntries(made.map((name) => [name, randomBytes(32).toString('base64url')]));
  const all = { secret: known.secret, tokens: { ...known.tokens, ...fresh } };
  await mkdir(dataDir, { recursive: true, mode: 0o755 });
  if (made.length > 0) await writeFile(at, `${JSON.stringify(all, null, 2)}\n`, { mode: 0o600 });
  return all;
}
