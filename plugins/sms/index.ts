import { definePlugin } from '../../core/host/plugin.js';
import { outboundFetch } from '../../core/outbound/outbound-fetch.js';
import { answerProblem, silenceProblem } from './gateway-problem.js';
import { type GatewayRequest, gatewayRequest } from './gateway-request.js';
import { ReceiptProof } from './receipt-proof.js';
import { receiptsRoute, receiptUrl } from './receipts.js';
import { type SmsSettings, smsSettings } from './settings.js';

/** An answer is one line. */
const MAX_BYTES = 64 * 1024;

export default definePlugin<SmsSettings>({
  name: 'sms',
  version: '1.0.0',
  core: 1,
  title: { en: 'SMS', 'zh-Hant': '短訊', 'zh-Hans': '短信' },
  hooks: ['message:deliver'],
  settings: smsSettings,
  start(scope) {
    const { settings, node, campus } = scope;
    const proof = new ReceiptProof(node.secretFor('sms/receipts'), campus.slug);
    scope.route(receiptsRoute(scope, proof));
    scope.provide('message:deliver', {
      channel: 'sms',
      async deliver(message, signal) {
        const reportTo = settings.receipts ? receiptUrl(scope, proof, message.id) : undefined;
        const request = gatewayRequest(message, settings, reportTo);
        const answer = await ask(request, settings, !node.production, signal);
        if (!answer.ok) throw answerProblem(answer.status);
        return { state: 'accepted', providerId: undefined };
      },
    });
  },
});

async function ask(
  { url, ...init }: GatewayRequest,
  settings: SmsSettings,
  demo: boolean,
  signal: AbortSignal,
): Promise<Response> {
  const limits = {
    budgetMs: settings.answerSeconds * 1_000,
    allowPrivate: settings.allowPrivateAddresses || demo,
    maxBytes: MAX_BYTES,
    // A message sent twice is two messages, whatever the method.
    idempotent: false,
  };
  try {
    return await outboundFetch(url, { ...init, signal }, limits);
  } catch (error) {
    throw silenceProblem(error);
  }
}
