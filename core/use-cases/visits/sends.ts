import { networkOf } from '../../domain/network-of.js';
import { Problem } from '../../domain/problem.js';
import type { Sql } from '../../store/database.js';
import { countSend, type SendLimits } from '../../store/passes-one-time.js';
import type { Vault } from '../../store/seal.js';

export const RESEND_MS = 60_000;
const TO_A_NUMBER: SendLimits = { hour: 5, day: 10, apart: RESEND_MS };
/**
 * A crowd before a gate shares the address of the Wi-Fi or of a mobile network, and who asks for a code has a link to that
 * number; a booking needs nothing but a guess.
 */
const FROM_AN_ADDRESS: Record<CountAsk['what'], SendLimits> = {
  code: { hour: 600, day: 3_000, apart: 0 },
  booking: { hour: 60, day: 300, apart: 0 },
};

export interface CountAsk {
  campus: number;
  what: 'code' | 'booking';
  /** Which it is sent to, or asked about. */
  number: string;
  remoteAddress: string;
  now: number;
}

/**
 * Counts what goes to a number, or is asked about one, and from which address: 5 an hour, 10 a day and one a minute for a
 * number. Throws `sent_lately` (429, `retryAfter`).
 */
export async function countSends(sql: Sql, vault: Vault, ask: CountAsk): Promise<void> {
  const { campus, now } = ask;
  const digest = (who: string) => vault.digest('sends', `${campus}/${ask.what}/${who}`);
  // Always in this order: two who wait for each other's number would wait for ever.
  const limits = [
    [digest(`address/${networkOf(ask.remoteAddress)}`), FROM_AN_ADDRESS[ask.what]],
    [digest(`number/${ask.number}`), TO_A_NUMBER],
  ] as const;
  for (const [whose, limit] of limits) {
    const wait = await countSend(sql, { campus, whose, now, limits: limit });
    if (wait > 0)
      throw new Problem(429, 'sent_lately', 'That was asked for lately; wait a while.', {
        retryAfter: Math.ceil(wait / 1000),
      });
  }
}
