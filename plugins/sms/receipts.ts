import { z } from 'zod';
import { Problem } from '../../core/domain/problem.js';
import type { Scope } from '../../core/host/plugin.js';
import { type AnyRoute, route } from '../../core/http/route.js';
import type { ReceiptProof } from './receipt-proof.js';
import type { SmsSettings } from './settings.js';

type ReceiptScope = Pick<Scope<SmsSettings>, 'campus' | 'hub' | 'node'>;

const query = z.object({
  message: z.uuid(),
  proof: z.string().max(64),
  /** Kannel's %d. */
  type: z.coerce.number().int(),
});

/** What a receipt's type says; 4 and 8 are stations on the way. */
const MEANS: Record<number, { state: 'delivered' } | { state: 'failed'; cause: string }> = {
  1: { state: 'delivered' },
  2: { state: 'failed', cause: 'sms_undelivered' },
  16: { state: 'failed', cause: 'sms_rejected' },
};

function pathOf({ campus }: Pick<ReceiptScope, 'campus'>): string {
  return `/plugins/sms/${campus.slug}/receipts`;
}

/** Where the gateway is to report on a message; it puts the type in place of %d. */
export function receiptUrl(scope: ReceiptScope, proof: ReceiptProof, message: string): string {
  return `${scope.node.publicUrl}${pathOf(scope)}?message=${message}&proof=${proof.of(message)}&type=%d`;
}

/** Takes receipts. Throws `receipt_forged` (403) for one that does not prove that it answers a message of ours. */
export function receiptsRoute(scope: ReceiptScope, proof: ReceiptProof): AnyRoute {
  return route({
    method: 'get',
    path: pathOf(scope),
    role: 'public',
    summary: 'Receipts of the SMS gateway',
    query,
    async handle({ query: { message, proof: given, type } }) {
      if (!proof.holds(message, given))
        throw new Problem(403, 'receipt_forged', 'This receipt does not prove where it comes from.');
      const means = MEANS[type];
      if (means) await scope.hub.messageReport({ id: message, ...means });
      return { status: 204 };
    },
  });
}
