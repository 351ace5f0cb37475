import { Problem } from '../../domain/problem.js';
import type { Snapshot } from '../../snapshots/snapshot.js';
import { type AuditEntry, type AuditFilter, countAudit } from '../../store/audit.js';
import { change } from '../../store/change.js';
import type { Context } from '../context.js';
import { listAudit } from './list-audit.js';

/** What a spreadsheet still opens. */
export const MOST_EXPORTED = 100_000;
const BATCH = 1_000;

/**
 * All rows of a time, in batches, newest first: all of them or none, so that nobody takes a part for the whole. Whoever
 * takes them away stands in the audit. Throws `too_many_rows` (413).
 */
export async function exportAudit(
  context: Pick<Context, 'pool'>,
  snapshot: Pick<Snapshot, 'campus' | 'slug'>,
  by: { actor: string },
  filter: AuditFilter & { from: number; until: number },
): Promise<AsyncGenerator<AuditEntry[], void, void>> {
  const { campus } = snapshot;
  const rows = await countAudit(context.pool, { campus, ...filter }, MOST_EXPORTED + 1);
  if (rows > MOST_EXPORTED)
    throw new Problem(413, 'too_many_rows', `More than ${MOST_EXPORTED} rows; ask for a shorter time.`);
  const { from, until, ...narrowed } = filter;
  const time = { from: new Date(from).toISOString(), until: new Date(until).toISOString() };
  await change(context.pool, campus, async ({ audit }) => {
    const detail = { ...narrowed, ...time, rows };
    audit({ actor: by.actor, action: 'audit.exported', subject: `campus:${snapshot.slug}`, detail });
  });
  return batches(context, snapshot, filter);
}

async function* batches(
  context: Pick<Context, 'pool'>,
  snapshot: Pick<Snapshot, 'campus'>,
  filter: AuditFilter,
): AsyncGenerator<AuditEntry[], void, void> {
  let cursor: string | undefined;
  // Rows may come in while it is written; the bound holds all the same.
  for (let read = 0; read < MOST_EXPORTED + BATCH; read += BATCH) {
    const { items, next } = await listAudit(context, snapshot, { ...filter, cursor, limit: BATCH });
    yield items;
    if (next === null) return;
    cursor = next;
  }
}
