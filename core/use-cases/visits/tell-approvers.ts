import type { Snapshot } from '../../snapshots/snapshot.js';
import type { Change } from '../../store/change.js';
import { readPersonalByLogins } from '../../store/people.js';
import type { Context } from '../context.js';
import { queueMessages } from '../messages/queue-messages.js';
import type { Draft } from './write-visit.js';

/**
 * Tells everybody who may approve, and whose address a source knows, that a visit waits. The mail names who asks and what
 * for; who comes is read on the page, after signing in.
 */
export async function tellApprovers(
  { vault }: Pick<Context, 'vault'>,
  snapshot: Snapshot,
  to: Change,
  { id, draft }: { id: string; draft: Draft },
): Promise<void> {
  const { campus, file } = snapshot;
  const approvers = await readPersonalByLogins(to.sql, vault, campus, file.roles.approver ?? []);
  const { host, purpose } = draft.personal;
  const { from, until, points } = draft;
  const asks = approvers.flatMap(({ person, email, name }) =>
    email === undefined
      ? []
      : {
          ...{ campus, kind: 'visit-requested' as const, channel: 'email' as const, visit: id },
          ...{ to: email, toName: name, language: file.campus.languages[0] ?? ('en' as const) },
          dedupe: `visit-requested/${id}/${person}`,
          expires: until,
          values: { purpose, from, until, points: [...points], ...(host === null ? {} : { host }) },
        },
  );
  await queueMessages(to, vault, asks);
}
