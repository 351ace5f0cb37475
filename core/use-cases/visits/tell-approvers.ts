import type { Snapshot } from '../../snapshots/snapshot.js';
import type { Change } from '../../store/change.js';
import { readPersonalByLogins } from '../../store/people.js';
import type { VisitPersonal } from '../../store/visits-sealed.js';
import type { Context } from '../context.js';
import { queueMessages } from '../messages/queue-messages.js';

export interface Waiting {
  id: string;
  /** Of the visit: a change of what waits is told once more. */
  version: number;
  personal: Pick<VisitPersonal, 'host' | 'purpose'>;
  from: number;
  until: number;
  points: readonly string[];
  /** How many more of the same batch wait: one message tells of all. */
  more?: number;
}

/**
 * Tells everybody who may approve, and whose address a source knows, that a visit waits. The mail names who asks and what
 * for; who comes is read on the page, after signing in.
 */
export async function tellApprovers(
  { vault }: Pick<Context, 'vault'>,
  snapshot: Snapshot,
  to: Change,
  { id, version, personal, from, until, points, more = 0 }: Waiting,
): Promise<void> {
  const { campus, file } = snapshot;
  const approvers = await readPersonalByLogins(to.sql, vault, campus, file.roles.approver ?? []);
  const { host, purpose } = personal;
  const asks = approvers.flatMap(({ person, email, name }) =>
    email === undefined
      ? []
      : {
          ...{ campus, kind: 'visit-requested' as const, channel: 'email' as const },
          // What tells of a batch outlives the end of its first visit.
          ...(more === 0 ? { visit: id } : {}),
          ...{ to: email, toName: name, language: file.campus.languages[0] ?? ('en' as const) },
          dedupe: `visit-requested/${id}/${version}/${person}`,
          expires: until,
          values: {
            ...{ purpose, from, until, points: [...points] },
            ...(host === null ? {} : { host }),
            ...(more === 0 ? {} : { more }),
          },
        },
  );
  await queueMessages(to, vault, asks);
}
