import { generateKeyPair, randomBytes } from 'node:crypto';
import { promisify } from 'node:util';
import type { JWK } from 'oidc-provider';
import type { Scope } from '../../../core/host/plugin.js';
import type { Sealing } from '../sealing.js';

const generate = promisify(generateKeyPair);
/** RS256 is what a portal may expect without asking (OpenID Connect Core 15.1); the hub itself takes ES256. */
const ALGORITHMS = ['ES256', 'RS256'] as const;

/** The campus's signing keys, made once: of several nodes that start together, one writes and all read. */
export async function signingKeys(scope: Pick<Scope, 'campus' | 'query'>, sealing: Sealing): Promise<JWK[]> {
  const { number } = scope.campus;
  const known = await readKeys(scope, sealing);
  if (known.length === ALGORITHMS.length) return known;
  for (const alg of ALGORITHMS) {
    const sealed = sealing.seal(`key/${alg}`, await newKey(alg));
    await scope.query(
      'insert into sso_keys (campus, alg, sealed) values ($1, $2, $3) on conflict do nothing',
      [number, alg, sealed],
    );
  }
  return readKeys(scope, sealing);
}

async function readKeys(scope: Pick<Scope, 'campus' | 'query'>, sealing: Sealing): Promise<JWK[]> {
  const rows = await scope.query<{ alg: string; sealed: Buffer }>(
    'select alg, sealed from sso_keys where campus = $1 order by alg',
    [scope.campus.number],
  );
  return rows.map(({ alg, sealed }) => sealing.open(`key/${alg}`, sealed) as JWK);
}

async function newKey(alg: (typeof ALGORITHMS)[number]): Promise<JWK> {
  const { privateKey } =
    alg === 'ES256'
      ? await generate('ec', { namedCurve: 'P-256' })
      : await generate('rsa', { modulusLength: 2048 });
  return {
    ...privateKey.export({ format: 'jwk' }),
    alg,
    use: 'sig',
    kid: randomBytes(8).toString('hex'),
  } as JWK;
}
