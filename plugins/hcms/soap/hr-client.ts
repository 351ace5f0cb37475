import { fileURLToPath } from 'node:url';
import soap, { type Client, type SoapMethodAsync } from 'soap';
import type { OutboundLimits } from '../../../core/outbound/limits.js';
import { soapHttpClient } from '../../../core/outbound/soap-http-client.js';
import type { SoapSettings } from '../settings.js';
import { HrError, toHrError } from './hr-error.js';
import { type WorkersPage, workersPage } from './worker.js';

/** Our own copy is the contract: a WSDL from the network could name other addresses. */
const WSDL = fileURLToPath(new URL('./worker-feed.wsdl', import.meta.url));
const MAX_BYTES = 16 * 1024 * 1024;

export interface GetWorkers {
  ChangedSince?: string;
  PageSize: number;
  Cursor?: string;
}

/** One GetWorkers call. Throws `HrError` or `OutboundError`. */
export type AskPage = (request: GetWorkers) => Promise<WorkersPage>;

/** A caller of the worker feed with these settings; every call carries a token with a nonce of its own. */
export async function hrClient(
  settings: SoapSettings,
  allowPrivate: boolean,
  signal: AbortSignal,
): Promise<AskPage> {
  const limits: OutboundLimits = {
    budgetMs: settings.timeoutSeconds * 1_000,
    allowPrivate,
    maxBytes: MAX_BYTES,
    // A repeated envelope would carry a used nonce; the source asks again with a new one.
    idempotent: false,
  };
  const client = await soap.createClientAsync(WSDL, {
    endpoint: settings.url,
    httpClient: soapHttpClient(limits, signal),
    disableCache: true,
    // Dates stay the words they came as: a Date would move them by a time zone.
    customDeserializer: { date: asText, dateTime: asText },
  });
  client.setSecurity(token(settings));
  return async (request) => {
    const page = workersPage.safeParse(await call(client, request, signal));
    if (!page.success) throw new HrError('hr_unreadable');
    return page.data;
  };
}

function token({ user, password, passwordType }: SoapSettings): soap.WSSecurity {
  const type = passwordType === 'digest' ? 'PasswordDigest' : 'PasswordText';
  return new soap.WSSecurity(user, password, {
    passwordType: type,
    hasTimeStamp: false,
    mustUnderstand: true,
  });
}

async function call(client: Client, request: GetWorkers, signal: AbortSignal): Promise<unknown> {
  try {
    const { GetWorkersAsync: getWorkers } = client as { GetWorkersAsync?: SoapMethodAsync };
    const [answer] = (await getWorkers?.(request)) ?? [];
    return answer;
  } catch (error) {
    throw signal.aborted ? signal.reason : toHrError(error);
  }
}

function asText(text: string): string {
  return text;
}
