import { change } from '../store/change.js';
import type { Context } from './context.js';

/**
 * Takes over a root whose private half is outside the hub. The lists that the root before signed are dropped: nothing
 * that it signed counts any more, and numbering goes on.
 */
export async function adoptRoot(
  context: Pick<Context, 'pool'>,
  campus: number,
  publicKey: Uint8Array,
): Promise<void> {
  await change(context.pool, campus, async ({ sql, audit }) => {
    await sql.query(
      `insert into root_keys (campus, public_key) values ($1, $2)
       on conflict (campus) do update set public_key = excluded.public_key, private_key = null, created_at = now()`,
      [campus, publicKey],
    );
    audit({ actor: 'operator', action: 'root.adopted', subject: `campus:${campus}` });
  });
}
