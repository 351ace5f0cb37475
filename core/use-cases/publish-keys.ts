import type { KeyObject } from 'node:crypto';
import { signKeyList } from '../codes/key-list.js';
import { exportPrivateKey, exportPublicKey, generateKeyPair } from '../codes/keys.js';
import { Problem } from '../domain/problem.js';
import { type Change, change } from '../store/change.js';
import { readListedKeys, readRoot } from '../store/keys.js';
import type { Context } from './context.js';

const DAY = 86_400;
/** A key signs for at most this long, with the overlap that devices need to hear of the next one. */
export const KEY_LIFETIME_DAYS = 30;
/** A next key is published this long before the current one ends: a day, and the longest holdover of a device. */
export const PUBLISH_AHEAD_DAYS = 4;

export interface PublishAsk {
  /** End the current code keys at once: after a key leaked. */
  withdraw?: boolean;
  /** The root's private half, where it is kept outside the hub. */
  root?: KeyObject;
  /** Take `root` over as the campus's root, of which the hub keeps the public half; it signs a new list at once. */
  adopt?: boolean;
}

/**
 * Makes sure that a campus has a root and a code key that signs now and for the coming days, and publishes a new list
 * when one was added. Calling it again changes nothing.
 * Throws `root_outside` (409) when the root's private half is not in the hub.
 */
export async function publishKeys(
  context: Pick<Context, 'pool' | 'vault' | 'now'>,
  campus: number,
  actor: string,
  ask: PublishAsk = {},
): Promise<{ added: number | null }> {
  const now = Math.floor(context.now() / 1000);
  return change(context.pool, campus, async (to) => {
    // One publisher at a time: numbers are given out in order. Not the lock of judging: a leaked key waits for no import.
    await to.sql.query('select pg_advisory_xact_lock($1, $2)', [0x47_48_04, campus]);
    if (ask.adopt && ask.root) await adoptRoot(to, campus, ask.root);
    await ensureRoot(to, context, campus);
    if (ask.withdraw) await withdrawKeys(to, campus, now);
    const added = await addKeyIfNeeded(to, context, campus, now);
    if (added === null && !ask.adopt) return { added };
    await publishList(to, context, { campus, now, root: ask.root });
    const action = ask.withdraw ? 'keys.replaced' : 'keys.published';
    to.audit({ actor, action, subject: `campus:${campus}`, detail: { added } });
    to.feed('keys');
    return { added };
  });
}

/** In the same transaction as its first list: a root whose list is another's would leave the campus without keys. */
async function adoptRoot(to: Change, campus: number, root: KeyObject): Promise<void> {
  await to.sql.query(
    `insert into root_keys (campus, public_key) values ($1, $2)
     on conflict (campus) do update set public_key = excluded.public_key, private_key = null, created_at = now()`,
    [campus, exportPublicKey(root)],
  );
  to.audit({ actor: 'operator', action: 'root.adopted', subject: `campus:${campus}` });
}

async function ensureRoot(to: Change, context: Pick<Context, 'vault'>, campus: number): Promise<void> {
  const { rowCount } = await to.sql.query('select 1 from root_keys where campus = $1', [campus]);
  if (rowCount) return;
  const root = generateKeyPair();
  const sealed = context.vault.seal('root-key', exportPrivateKey(root.privateKey));
  await to.sql.query('insert into root_keys (campus, public_key, private_key) values ($1, $2, $3)', [
    campus,
    exportPublicKey(root.publicKey),
    sealed,
  ]);
}

async function withdrawKeys(to: Change, campus: number, now: number): Promise<void> {
  await to.sql.query(
    `update signing_keys set withdrawn_at = to_timestamp($2)
     where campus = $1 and purpose = 'code' and withdrawn_at is null`,
    [campus, now],
  );
}

async function addKeyIfNeeded(
  to: Change,
  context: Pick<Context, 'vault'>,
  campus: number,
  now: number,
): Promise<number | null> {
  const { rows } = await to.sql.query<{ last: number; until: number | null }>(
    `select coalesce(max(key), 0) as last,
            max(extract(epoch from not_after)) filter (where withdrawn_at is null and purpose = 'code')::float8 as until
     from signing_keys where campus = $1`,
    [campus],
  );
  const until = rows[0]?.until ?? null;
  if (until !== null && until - now > PUBLISH_AHEAD_DAYS * DAY) return null;
  const key = (rows[0]?.last ?? 0) + 1;
  // The first key signs at once; a later one after every device has had the time to hear of it.
  const notBefore = until === null || until <= now ? now - DAY : until - DAY;
  const pair = generateKeyPair();
  await to.sql.query(
    `insert into signing_keys (campus, key, purpose, public_key, private_key, not_before, not_after)
     values ($1, $2, 'code', $3, $4, to_timestamp($5), to_timestamp($6))`,
    [
      campus,
      key,
      exportPublicKey(pair.publicKey),
      context.vault.seal('signing-key', exportPrivateKey(pair.privateKey)),
      notBefore,
      notBefore + KEY_LIFETIME_DAYS * DAY,
    ],
  );
  return key;
}

async function publishList(
  to: Change,
  context: Pick<Context, 'vault'>,
  { campus, now, root }: { campus: number; now: number; root: KeyObject | undefined },
): Promise<void> {
  const key = root ?? (await readRoot(to.sql, context.vault, campus))?.privateKey;
  if (!key) throw new Problem(409, 'root_outside', 'The root key is outside the hub; sign the list there.');
  const keys = await readListedKeys(to.sql, campus, now);
  const { rows } = await to.sql.query<{ next: number }>(
    'select coalesce(max(number), 0) + 1 as next from key_lists where campus = $1',
    [campus],
  );
  const number = rows[0]?.next ?? 1;
  const document = signKeyList({ campus, key }, { campus, number, keys });
  await to.sql.query('insert into key_lists (campus, number, document) values ($1, $2, $3)', [
    campus,
    number,
    document,
  ]);
}
