import { writeReceipt } from '../../store/messages.js';
import type { Context } from '../context.js';

/** What a receipt said of a message, named by our own id or by the provider's. */
export type DeliveryReport = ({ id: string } | { channel: 'email' | 'sms'; providerId: string }) & {
  state: 'delivered' | 'failed';
  /** A stable code, for `failed`. */
  cause?: string | undefined;
};

/**
 * Writes down what a receipt said. Receipts come late, twice and out of order: one that says less than is known already,
 * or names no message of the campus, changes nothing.
 */
export async function reportDelivery(
  context: Pick<Context, 'pool' | 'now'>,
  campus: number,
  report: DeliveryReport,
): Promise<void> {
  await writeReceipt(context.pool, { campus, now: context.now(), ...report });
}
