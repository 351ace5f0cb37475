import type { Snapshot } from '../../snapshots/snapshot.js';
import { change } from '../../store/change.js';
import type { Context } from '../context.js';

/** Somebody goes from a decision to the person behind it. That says where she was, so whoever looks stands in the audit. */
export async function noteHolderRead(
  { pool }: Pick<Context, 'pool'>,
  { campus }: Pick<Snapshot, 'campus'>,
  by: { actor: string },
  person: string,
): Promise<void> {
  await change(pool, campus, async ({ audit }) => {
    audit({ actor: by.actor, action: 'person.decisions_read', subject: `person:${person}` });
  });
}
