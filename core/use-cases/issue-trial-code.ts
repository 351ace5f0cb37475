import { newHandle } from '../codes/handle.js';
import { stepEnd, stepStart } from '../codes/step.js';
import { writeLive } from '../codes/write-live.js';
import { campusDay, nextCampusDay } from '../domain/campus-day.js';
import { Problem } from '../domain/problem.js';
import { SKEW_SECONDS, STEP_SECONDS } from '../domain/reading.js';
import { change } from '../store/change.js';
import { readKeys } from '../store/keys.js';
import { loginDigest } from '../store/people.js';
import { readTrialHolders, type TrialHolder, trialHandle } from '../store/trial-handles.js';
import type { Context } from './context.js';
import { credentialProblem } from './credential-problem.js';
import type { IssuedCode } from './issue-code.js';

/** Whom a campus file's sample register tells of: invented people, in no other register. */
export const SAMPLE_SOURCE = 'hcms/sample';

export interface TrialAsk {
  campus: number;
  timeZone: string;
  loginName: string;
  /** In a demo everybody is invented; elsewhere codes are shown by people's own phones alone. */
  anybody: boolean;
}

/**
 * The code that an invented person's phone would show now, for whoever tries out a gate. Linking a phone is not needed and
 * changes nothing about it. Throws `not_invented` (403), `no_credential` (404), the credential's state as a problem (403), `no_signing_key` (503).
 */
export async function issueTrialCode(
  context: Pick<Context, 'pool' | 'vault' | 'now'>,
  ask: TrialAsk,
): Promise<IssuedCode> {
  const now = context.now();
  const holder = await inventedHolder(context, ask);
  if (holder.state !== 'active') throw credentialProblem(holder.state, holder.reason);
  const handle = await openTrialHandle(context, ask, holder, now);
  if (!handle) throw noCredential();
  const { signers } = await readKeys(context.pool, context.vault, ask.campus);
  const issued = stepStart(handle.handle, Math.floor(now / 1000));
  const signer = signers.find((key) => key.notBefore <= issued && issued < key.notAfter);
  if (!signer) throw new Problem(503, 'no_signing_key', 'The campus has no key that may sign now.');
  const { key, privateKey } = signer;
  const text = writeLive(
    { campus: ask.campus, key, privateKey },
    { handle: handle.handle, groups: handle.groups, issued },
  );
  return { text, issued: issued * 1000, until: stepEnd(issued) * 1000, now };
}

async function inventedHolder(
  { pool, vault }: Pick<Context, 'pool' | 'vault'>,
  { campus, loginName, anybody }: TrialAsk,
): Promise<TrialHolder> {
  const all = await readTrialHolders(pool, campus, loginDigest(vault, campus, loginName));
  const [holder] = all.filter(({ source }) => anybody || source === SAMPLE_SOURCE);
  if (holder) return holder;
  if (all.length === 0) throw noCredential();
  const detail =
    'This is a real person: their codes are shown by their own phone. Try with somebody of the sample register.';
  throw new Problem(403, 'not_invented', detail);
}

/** The first of a day is in the audit. */
function openTrialHandle(
  context: Pick<Context, 'pool'>,
  { campus, timeZone }: TrialAsk,
  { credential, person }: TrialHolder,
  now: number,
): Promise<{ handle: string; groups: number[] } | undefined> {
  const fresh = newHandle();
  const until = nextCampusDay(timeZone, now) + (STEP_SECONDS + SKEW_SECONDS) * 1000;
  return change(context.pool, campus, async ({ sql, audit }) => {
    const day = campusDay(timeZone, now);
    const handle = await trialHandle(sql, { campus, credential, handle: fresh, day, until });
    if (handle?.handle === fresh)
      audit({ actor: 'operator', action: 'code.tried', subject: `person:${person}` });
    return handle;
  });
}

function noCredential(): Problem {
  return new Problem(404, 'no_credential', 'This person has no credential.');
}
