import { Problem } from '../domain/problem.js';
import type { Snapshot } from '../snapshots/snapshot.js';
import { change } from '../store/change.js';
import { type Credential, tryLockJudging } from '../store/credentials.js';
import type { Sql } from '../store/database.js';
import { voidHandles } from '../store/voids.js';
import type { Context } from './context.js';

/** What a hold brings a credential to. `revoked` is a hold too where a person decided it: no source undoes it. */
export const HOLDS = ['frozen', 'suspended', 'revoked'] as const;
export type Hold = (typeof HOLDS)[number];

/** Why somebody stopped a credential or let it go, as the audit keeps it: codes, since free text may name people. */
export const HOLD_CAUSES = [
  'code_shared',
  'screen_capture',
  'lost_phone',
  'misuse',
  'investigation',
  'asked_by_holder',
  'settled',
  'mistake',
  'other',
] as const;
export type HoldCause = (typeof HOLD_CAUSES)[number];

export interface HoldAsk {
  person: string;
  to: Hold;
  reason: 'capture_reported' | 'shared' | 'by_admin';
  /** As in the audit. */
  actor: string;
  cause?: HoldCause;
  /** Free text; rests sealed in the audit. */
  note?: string;
}

/**
 * Stops a person's right to codes, by whatever source it came: of two records that tell of one person neither gives codes
 * any more, nor does one that comes later, and every code that was shown is void when this returns. A weaker hold never replaces a stronger one. Answers
 * whether anything changed; throws `no_credential` (404).
 */
export async function holdCredential(context: Context, snapshot: Snapshot, ask: HoldAsk): Promise<boolean> {
  const { campus } = snapshot;
  const now = context.now();
  const changed = await change(context.pool, campus, async ({ sql, audit, voided, job }) => {
    // Nobody waits for a long import to stop a thief: what it is writing about this person is held as soon as it ends.
    if (!(await tryLockJudging(sql, campus))) job('spread-holds', {});
    const held = await hold(sql, campus, ask, now);
    if (held.length === 0) return false;
    const ids = held.map(({ id }) => id);
    voided(await voidHandles(sql, campus, now, ids, ask.to));
    for (const { person, was, why } of held) {
      audit({
        actor: ask.actor,
        action: `credential.${ask.to}`,
        subject: `person:${person}`,
        detail: { reason: ask.reason, was, wasReason: why, ...auditedCause(context, ask) },
      });
    }
    return true;
  });
  await context.snapshots.follow();
  return changed;
}

/** Cause and note as an audit row keeps them. */
export function auditedCause(
  { vault }: Pick<Context, 'vault'>,
  { cause, note }: Pick<HoldAsk, 'cause' | 'note'>,
): Record<string, string> {
  return {
    ...(cause === undefined ? {} : { cause }),
    ...(note === undefined ? {} : { note: vault.seal('hold-note', note).toString('base64') }),
  };
}

interface Held {
  id: string;
  person: string;
  was: Credential['state'];
  why: Credential['reason'];
}

async function hold(sql: Sql, campus: number, ask: HoldAsk, now: number): Promise<Held[]> {
  const all = await credentialsOf(sql, campus, ask.person);
  if (all.length === 0) throw new Problem(404, 'no_credential', 'This person has no credential.');
  const weaker = all.filter(({ was, why }) => isStronger(ask, { state: was, reason: why }));
  await sql.query(
    `update credentials set state = $2, reason = $3, since = to_timestamp($4::float8 / 1000) where id = any($1::uuid[])`,
    [weaker.map(({ id }) => id), ask.to, ask.reason, now],
  );
  return weaker;
}

/** The credentials of one person by every record that tells of her, locked until the change is over. */
export async function credentialsOf(sql: Sql, campus: number, person: string): Promise<Held[]> {
  const { rows } = await sql.query<Held>(
    `select c.id, c.person, c.state as was, c.reason as why
     from people me
     join people p on p.campus = me.campus and p.key_digest = me.key_digest
     join credentials c on c.person = p.id
     where me.campus = $1 and me.id = $2
     order by c.id for update of c`,
    [campus, person],
  );
  return rows;
}

/** Whether a person decided this state, so that no source undoes it. */
export function isHeld({ state, reason }: Credential): boolean {
  return state === 'frozen' || state === 'suspended' || (state === 'revoked' && reason === 'by_admin');
}

/** Of two holds of one kind: a holder may lift the first alone, and what anybody else decided takes its place. */
const REASONS: readonly string[] = ['capture_reported', 'shared', 'by_admin'] satisfies HoldAsk['reason'][];

function isStronger(ask: HoldAsk, stands: Credential): boolean {
  if (!isHeld(stands)) return true;
  const above = HOLDS.indexOf(ask.to) - HOLDS.indexOf(stands.state as Hold);
  return above > 0 || (above === 0 && REASONS.indexOf(ask.reason) > REASONS.indexOf(stands.reason));
}
