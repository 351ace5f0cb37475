import type { IHttpClient } from 'soap';
import { OutboundError } from './errors.js';
import type { OutboundLimits } from './limits.js';
import { outboundFetch } from './outbound-fetch.js';

/**
 * What the `soap` package calls with, so that SOAP goes through the one door outward. An answer with a document type is
 * refused unread: entities can grow without bound or name files (the listeners of this trade are known for it).
 */
export function soapHttpClient(limits: OutboundLimits, signal: AbortSignal): IHttpClient {
  const send = async (url: string, body: string, headers: Record<string, string>) => {
    const response = await outboundFetch(url, { method: 'POST', headers, body, signal }, limits);
    const text = await response.text();
    if (/<!(DOCTYPE|ENTITY)/i.test(text)) {
      throw new OutboundError('outbound_refused', `${new URL(url).host} sent a document type`);
    }
    return { status: response.status, headers: Object.fromEntries(response.headers), data: text };
  };
  return {
    request(url, data, callback, headers = {}) {
      const asked = send(url, String(data), headers as Record<string, string>);
      // The callback itself throws at some answers that are no envelope: that is an error of the call too.
      asked.then((answer) => callback(null, answer, answer.data)).catch((error: unknown) => callback(error));
      return asked as unknown as ReturnType<IHttpClient['request']>;
    },
  };
}
