import { newHandle } from '../codes/handle.js';
import { stepEnd, stepStart } from '../codes/step.js';
import { writeLive } from '../codes/write-live.js';
import { campusDay, nextCampusDay } from '../domain/campus-day.js';
import { Problem } from '../domain/problem.js';
import { SKEW_SECONDS, STEP_SECONDS } from '../domain/reading.js';
import type { Snapshot } from '../snapshots/snapshot.js';
import { openHandle, readPhone } from '../store/handles.js';
import { tokenDigest } from '../store/token.js';
import { acceptedNotices } from './accepted-notices.js';
import type { Context } from './context.js';
import { credentialProblem } from './credential-problem.js';
import { judgeAgain } from './judge-again.js';

/** The code of one step. Times in epoch milliseconds, by the hub's clock. */
export interface IssuedCode {
  text: string;
  issued: number;
  /** When its step ends and the next code begins. */
  until: number;
  /** The hub's clock at the answer, so that a phone with a wrong clock counts down rightly. */
  now: number;
}

/**
 * The code of the current step for the phone with this token. The first of a day opens the day's handle, and judges the
 * person again: an appointment that ended yesterday gives no code today, whatever HR's last pull was.
 * Throws `device_unlinked` (401), the credential's state as a problem (403), `notices_not_accepted` (409) where a notice has
 * changed since the phone's holder accepted it.
 */
export async function issueCode(
  context: Context,
  snapshot: Snapshot,
  deviceToken: string,
): Promise<IssuedCode> {
  const now = context.now();
  const day = campusDay(snapshot.file.campus.timeZone, now);
  const phone = await readPhone(context.pool, snapshot.campus, tokenDigest(deviceToken), day);
  if (!phone) throw new Problem(401, 'device_unlinked', 'This phone is not linked any more.');
  if (phone.state !== 'active') throw credentialProblem(phone.state, phone.reason);
  acceptedNotices(snapshot.file, phone.accepted);
  const handle = phone.handle ?? (await firstOfDay(context, snapshot, phone, now, day));
  const issued = stepStart(handle.handle, Math.floor(now / 1000));
  const signer = snapshot.signers.find((key) => key.notBefore <= issued && issued < key.notAfter);
  if (!signer) throw new Problem(503, 'no_signing_key', 'The campus has no key that may sign now.');
  const text = writeLive(
    { campus: snapshot.campus, key: signer.key, privateKey: signer.privateKey },
    { handle: handle.handle, groups: handle.groups, issued },
  );
  context.tally?.codeIssued(snapshot.slug, 'member');
  return { text, issued: issued * 1000, until: stepEnd(issued) * 1000, now };
}

async function firstOfDay(
  context: Context,
  snapshot: Snapshot,
  phone: { person: string; credential: string; device: string },
  now: number,
  day: string,
): Promise<{ handle: string; groups: number[] }> {
  const judged = await judgeAgain(context, snapshot, phone.person);
  if (judged.state !== 'active') throw credentialProblem(judged.state, judged.reason);
  // A code shown in the day's last second is good for its step and the skew beyond it.
  const until = nextCampusDay(snapshot.file.campus.timeZone, now) + (STEP_SECONDS + SKEW_SECONDS) * 1000;
  const { credential, device } = phone;
  return openHandle(context.pool, {
    campus: snapshot.campus,
    handle: newHandle(),
    credential,
    device,
    day,
    until,
  });
}
