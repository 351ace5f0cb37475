import { randomUUID } from 'node:crypto';
import type { Snapshot } from '../../snapshots/snapshot.js';
import { type Change, change } from '../../store/change.js';
import type { PassRow } from '../../store/passes.js';
import { writeOneTimeCode } from '../../store/passes-one-time.js';
import { contactDigest, openVisitor } from '../../store/visits-sealed.js';
import type { Context } from '../context.js';
import { queueMessages } from '../messages/queue-messages.js';
import { maskedContact } from './contact.js';
import { findPass } from './find-pass.js';
import { CODE_LIFE_MS, newOneTimeCode, oneTimeDigest } from './one-time-code.js';
import { passState } from './pass-view.js';
import { countSends, RESEND_MS } from './sends.js';
import { passNotOpen } from './visit-problems.js';

export interface SentCode {
  /** Masked. */
  contact: string;
  /** Until when the code is good, and from when another one may be asked for; epoch milliseconds. */
  until: number;
  again: number;
}

/**
 * Sends a one-time code to the invited number, to whomever the link was forwarded. A newer code replaces the one before.
 * Throws `pass_ended` (401), `pass_not_open` (409), `sent_lately` (429, `retryAfter`).
 */
export async function askOneTimeCode(
  context: Context,
  snapshot: Snapshot,
  session: string,
  remoteAddress: string,
): Promise<SentCode> {
  const now = context.now();
  const pass = await findPass(context, snapshot, session);
  const state = passState(pass, now);
  if (state !== 'early' && state !== 'now' && state !== 'requested') throw passNotOpen(state);
  const { contact } = openVisitor(context.vault, snapshot.campus, pass.visitor.personal);
  const sent: SentCode = {
    contact: maskedContact(pass.visitor.way, contact),
    until: now + CODE_LIFE_MS,
    again: now + RESEND_MS,
  };
  // A foreign visitor's link has proven all there is to prove.
  if (pass.visitor.way === 'foreign') return sent;
  await change(context.pool, snapshot.campus, async (to) => {
    const ask = { campus: snapshot.campus, what: 'code' as const, number: contact, remoteAddress, now };
    await countSends(to.sql, context.vault, ask);
    await send(context, snapshot, to, pass.visitor, contact);
  });
  return sent;
}

async function send(
  { vault, now }: Context,
  { campus }: Snapshot,
  to: Change,
  visitor: PassRow['visitor'],
  number: string,
): Promise<void> {
  const code = newOneTimeCode();
  const contact = contactDigest(vault, campus, number);
  const expires = now() + CODE_LIFE_MS;
  const digest = oneTimeDigest(vault, contact, code);
  await writeOneTimeCode(to.sql, { campus, contact, digest, now: now(), expires });
  await queueMessages(to, vault, [
    {
      campus,
      kind: 'one-time-code',
      channel: 'sms',
      to: number,
      language: visitor.language,
      visit: visitor.visit,
      visitor: visitor.id,
      dedupe: `one-time-code/${randomUUID()}`,
      expires,
      values: { code },
    },
  ]);
}
