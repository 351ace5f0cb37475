import { get } from 'node:http';
import { get as getSecurely } from 'node:https';
import type { Log } from '../support/log.js';
import type { Send } from './send-request.js';

const SWITCHED_OFF = /99$/;
const PATIENCE_MS = 5_000;

export interface ReceiptCalls {
  /** Hears the status of each answer. */
  answered(status: number): void;
  /** PEM; absent: the usual authorities. */
  trust: string | undefined;
  log: Log;
}

/** Calls the receipt address once for each station that was asked for: 8 at the message centre, then 1 or 2. */
export async function callReceipts({ receipts, to }: Send, calls: ReceiptCalls): Promise<void> {
  if (receipts === null) return;
  for (const number of to) {
    const stations = [8, SWITCHED_OFF.test(number) ? 2 : 1].filter((type) => (receipts.mask & type) !== 0);
    for (const type of stations) await call(receipts.url, type, calls);
  }
}

async function call(url: string, type: number, { answered, trust, log }: ReceiptCalls): Promise<void> {
  try {
    answered(await statusOf(new URL(url.replaceAll('%d', String(type))), trust));
  } catch (error) {
    log('sms:receipt', { error: (error as Error).name });
  }
}

/** Not by fetch, which takes no certificate for one call alone. */
function statusOf(url: URL, trust: string | undefined): Promise<number> {
  const signal = AbortSignal.timeout(PATIENCE_MS);
  return new Promise((resolve, reject) => {
    const request =
      url.protocol === 'https:'
        ? getSecurely(url, { signal, ...(trust === undefined ? {} : { ca: trust }) })
        : get(url, { signal });
    request.once('response', (answer) => {
      answer.resume();
      resolve(answer.statusCode ?? 0);
    });
    request.once('error', reject);
  });
}
