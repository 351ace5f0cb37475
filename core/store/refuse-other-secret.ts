import { ConfigError } from '../config/read-config.js';
import type { Sql } from './database.js';
import type { Vault } from './seal.js';

/**
 * Throws ConfigError where this database rests under another secret. Every campus has signing keys, and each is a seal to
 * try: with a wrong secret the hub would write new rows that the old one does not open, and people would be strangers.
 */
export async function refuseOtherSecret(sql: Sql, vault: Vault): Promise<void> {
  const { rows } = await sql.query<{ sealed: Buffer }>(
    'select private_key as sealed from signing_keys order by campus, key desc limit 1',
  );
  const [row] = rows;
  if (!row) return;
  try {
    vault.open('signing-key', row.sealed);
  } catch {
    throw new ConfigError(
      'GATEHOUSE_SECRET is not the one that this database rests under; set the one that was kept with its backup.',
    );
  }
}
