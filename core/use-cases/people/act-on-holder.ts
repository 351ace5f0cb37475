import { Problem } from '../../domain/problem.js';
import type { Snapshot } from '../../snapshots/snapshot.js';
import type { Context } from '../context.js';
import { type HoldAsk, type HoldCause, holdCredential } from '../hold-credential.js';
import { releaseCredential } from '../release-credential.js';
import { unlinkDevice } from '../unlink-device.js';

/** What the house does with a holder when somebody of the staff asks. */
export const HOLDER_VERBS = ['freeze', 'release', 'log-out', 'suspend', 'revoke'] as const;
export type HolderVerb = (typeof HOLDER_VERBS)[number];

/** Who asks: an administrator, or somebody of the help desk. */
export interface Helper {
  /** As in the audit. */
  actor: string;
  /** Null for who is in no source. */
  person: string | null;
  isAdmin: boolean;
  /** Digest (hex) of the session that asks. */
  session: string | undefined;
}

export interface HolderAsk {
  person: string;
  cause: HoldCause;
  /** Read by admins and the help desk only; rests sealed. */
  note?: string | undefined;
}

type Act = (context: Context, snapshot: Snapshot, by: Helper, ask: HoldOnce) => Promise<unknown>;
type HoldOnce = Pick<HoldAsk, 'person' | 'actor' | 'cause' | 'note'>;

const ACTS: Record<HolderVerb, Act> = {
  freeze: holdTo('frozen'),
  suspend: holdTo('suspended'),
  revoke: holdTo('revoked'),
  release: (context, snapshot, by, ask) =>
    releaseCredential(context, snapshot, { ...ask, mayLiftRevocation: by.isAdmin }),
  'log-out': (context, snapshot, by, { person, ...more }) =>
    unlinkDevice(context, snapshot, person, 'help_desk', { ...more, keep: by.session }),
};

/**
 * Freezes, suspends, revokes or releases a right, or logs the phone out; shown codes are void when this returns. Nobody gives
 * herself a right back, and only an administrator revokes. Throws `no_credential` (404), `already_held` (409), `not_held`
 * (409), `no_phone_linked` (404), `not_yourself` (403), `not_your_role` (403).
 */
export async function actOnHolder(
  context: Context,
  snapshot: Snapshot,
  by: Helper,
  verb: HolderVerb,
  { note, ...ask }: HolderAsk,
): Promise<void> {
  if (verb === 'revoke' && !by.isAdmin)
    throw new Problem(403, 'not_your_role', 'Only an administrator revokes a right.');
  if (verb === 'release' && (await isSamePerson(context, snapshot, by.person, ask.person)))
    throw new Problem(403, 'not_yourself', 'Somebody else has to give you your right back.');
  await ACTS[verb](context, snapshot, by, { ...ask, actor: by.actor, ...(note ? { note } : {}) });
}

/** By whatever record of her: two sources may tell of one person. */
export async function isSamePerson(
  { pool }: Pick<Context, 'pool'>,
  { campus }: Pick<Snapshot, 'campus'>,
  one: string | null,
  other: string,
): Promise<boolean> {
  if (one === null) return false;
  const { rowCount } = await pool.query(
    `select from people me join people p on p.campus = me.campus and p.key_digest = me.key_digest
     where me.campus = $1 and me.id = $2 and p.id = $3`,
    [campus, one, other],
  );
  return (rowCount ?? 0) > 0;
}

function holdTo(to: HoldAsk['to']): Act {
  return async (context, snapshot, _by, ask) => {
    if (await holdCredential(context, snapshot, { ...ask, to, reason: 'by_admin' })) return;
    throw new Problem(409, 'already_held', 'The right is held as strongly already.');
  };
}
