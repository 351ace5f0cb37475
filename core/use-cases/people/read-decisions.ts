import type { Snapshot } from '../../snapshots/snapshot.js';
import { change } from '../../store/change.js';
import { type PersonEvent, readPersonEvents } from '../../store/people-events.js';
import type { Context } from '../context.js';

const DECISIONS = 20;

/** Where a person's codes were shown last. Whoever looks stands in the audit: it says where somebody was. */
export async function readDecisions(
  { pool }: Pick<Context, 'pool'>,
  { campus }: Pick<Snapshot, 'campus'>,
  by: { actor: string },
  person: string,
): Promise<PersonEvent[]> {
  return change(pool, campus, async ({ sql, audit }) => {
    audit({ actor: by.actor, action: 'person.decisions_read', subject: `person:${person}` });
    return readPersonEvents(sql, { campus, person, limit: DECISIONS });
  });
}
