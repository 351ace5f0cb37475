import type { Snapshot } from '../../snapshots/snapshot.js';
import { type AuditEntry, type AuditFilter, readAudit } from '../../store/audit.js';
import { readNames } from '../../store/people-names.js';
import type { Context } from '../context.js';

export interface ListedAudit {
  items: AuditEntry[];
  /** Goes into `cursor` for the page after; null on the last. */
  next: string | null;
}

/**
 * What happened on a campus, newest first. Rows name people by their ids, and what somebody noted about a hold stays
 * sealed: `detail.note` only says whether there is one.
 */
export async function listAudit(
  context: Pick<Context, 'pool'>,
  { campus }: Pick<Snapshot, 'campus'>,
  ask: AuditFilter & { cursor?: string | undefined; limit: number },
): Promise<ListedAudit> {
  const { items, next } = await readAudit(context.pool, { campus, ...ask });
  return { items: items.map(withoutNote), next };
}

/** Names of the people whom these rows name as actor or subject, for readers who may know them. */
export function namesIn(
  { pool, vault }: Pick<Context, 'pool' | 'vault'>,
  { campus }: Pick<Snapshot, 'campus'>,
  rows: readonly AuditEntry[],
): Promise<Map<string, string>> {
  const ids = rows.flatMap(({ actor, subject }) => [actor, subject].map((one) => one.split(':')[1] ?? ''));
  return readNames(pool, vault, campus, ids);
}

function withoutNote(row: AuditEntry): AuditEntry {
  return 'note' in row.detail ? { ...row, detail: { ...row.detail, note: true } } : row;
}
