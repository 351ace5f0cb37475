import type { KeyObject } from 'node:crypto';
import { type KeySet, keySet, openKeyList } from '../codes/key-list.js';
import { importPrivateKey, importPublicKey } from '../codes/keys.js';
import type { KeyList, KeyPurpose, ListedKey } from '../codes/listed-key.js';
import type { Sql } from './database.js';
import type { Vault } from './seal.js';

/** A code key that may sign within its times (epoch seconds, half open). */
export interface CodeSigner {
  key: number;
  privateKey: KeyObject;
  notBefore: number;
  notAfter: number;
}

export interface Root {
  publicKey: KeyObject;
  /** Absent where the root is kept outside the hub. */
  privateKey: KeyObject | undefined;
}

/** What a snapshot holds of keys: the published list, proven against the root, and the code keys that sign. */
export async function readKeys(
  sql: Sql,
  vault: Vault,
  campus: number,
): Promise<{ keys: KeySet; signers: CodeSigner[] }> {
  const root = await readRoot(sql, vault, campus);
  const list = root && (await readKeyList(sql, campus, root));
  if (!list) return { keys: { campus, number: 0, keys: new Map() }, signers: [] };
  const published = new Set(list.keys.map((entry) => entry.key));
  const signers = await readSigners(sql, vault, campus);
  return { keys: keySet(list), signers: signers.filter((signer) => published.has(signer.key)) };
}

export async function readRoot(sql: Sql, vault: Vault, campus: number): Promise<Root | null> {
  const { rows } = await sql.query<{ publicKey: Buffer; privateKey: Buffer | null }>(
    'select public_key as "publicKey", private_key as "privateKey" from root_keys where campus = $1',
    [campus],
  );
  const row = rows[0];
  if (!row) return null;
  const sealed = row.privateKey;
  return {
    publicKey: importPublicKey(row.publicKey),
    privateKey: sealed ? importPrivateKey(vault.open('root-key', sealed)) : undefined,
  };
}

/** The newest list; the root's signature is checked on each reading, so a changed row in the database is noticed. */
async function readKeyList(sql: Sql, campus: number, root: Root): Promise<KeyList | null> {
  const { rows } = await sql.query<{ document: Buffer; number: number }>(
    'select document, number from key_lists where campus = $1 order by number desc limit 1',
    [campus],
  );
  const row = rows[0];
  return row ? openKeyList({ campus, key: root.publicKey }, row.document, row.number) : null;
}

async function readSigners(sql: Sql, vault: Vault, campus: number): Promise<CodeSigner[]> {
  const { rows } = await sql.query<{ key: number; sealed: Buffer; notBefore: number; notAfter: number }>(
    `select key, private_key as sealed, extract(epoch from not_before)::float8 as "notBefore",
            extract(epoch from not_after)::float8 as "notAfter"
     from signing_keys
     where campus = $1 and purpose = 'code' and withdrawn_at is null
     order by not_before desc, key desc`,
    [campus],
  );
  return rows.map(({ key, sealed, notBefore, notAfter }) => {
    return { key, privateKey: importPrivateKey(vault.open('signing-key', sealed)), notBefore, notAfter };
  });
}

/** Keys that the next list has to name: not withdrawn and not over at `now` (epoch seconds). */
export async function readListedKeys(sql: Sql, campus: number, now: number): Promise<ListedKey[]> {
  const { rows } = await sql.query<Omit<ListedKey, 'publicKey'> & { publicKey: Buffer; purpose: KeyPurpose }>(
    `select key, purpose, public_key as "publicKey", extract(epoch from not_before)::float8 as "notBefore",
            extract(epoch from not_after)::float8 as "notAfter"
     from signing_keys
     where campus = $1 and withdrawn_at is null and not_after > to_timestamp($2)
     order by key`,
    [campus, now],
  );
  return rows;
}
