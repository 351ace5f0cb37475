import type { Log } from '../support/log.js';
import type { Send } from './send-request.js';

const SWITCHED_OFF = /99$/;
const PATIENCE_MS = 5_000;

/** Calls the receipt address once for each station that was asked for: 8 at the message centre, then 1 or 2. */
export async function callReceipts(
  { receipts, to }: Send,
  answered: (status: number) => void,
  log: Log,
): Promise<void> {
  if (receipts === null) return;
  for (const number of to) {
    const stations = [8, SWITCHED_OFF.test(number) ? 2 : 1].filter((type) => (receipts.mask & type) !== 0);
    for (const type of stations) await call(receipts.url, type, answered, log);
  }
}

async function call(url: string, type: number, answered: (status: number) => void, log: Log): Promise<void> {
  try {
    const signal = AbortSignal.timeout(PATIENCE_MS);
    const { status } = await fetch(url.replaceAll('%d', String(type)), { signal });
    answered(status);
  } catch (error) {
    log('sms:receipt', { error: (error as Error).name });
  }
}
