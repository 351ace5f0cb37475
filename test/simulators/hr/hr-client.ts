import soap from 'soap';
import { type Hr, type HrOptions, startHr } from '../../../simulators/hr/start-hr.js';
import { loadPeople } from '../../../simulators/people/people.js';

export const CREDENTIALS = { username: 'gatehouse', password: 'hr & secret' };
export const TODAY = new Date('2026-11-22T04:00:00Z');

/** An HR system on a free port. Real callers stamp their tokens by the real clock, so it is the one used here. */
export function startTestHr(options: Partial<HrOptions> = {}): Promise<Hr> {
  return startHr({ ...loadPeople('hku', TODAY), credentials: CREDENTIALS, ...options });
}

export interface Page {
  AsOf: Date;
  Full: boolean;
  ChangeStamp: string;
  TotalCount: number;
  NextCursor?: string;
  Worker?: Worker[];
}

export interface Worker {
  Action: string;
  WorkerNumber: string;
  LoginName?: string;
  DisplayName?: string;
  NativeName?: string;
  CardStatus?: string;
  ReportDuty?: { ConfirmedBy: string };
  Job?: { JobNumber: number; EffectiveDate: unknown; ExpectedEndDate?: unknown }[];
}

export type Call = (request: object) => Promise<Page>;

export interface TestClient {
  call: Call;
  lastRequest(): string;
}

export async function hrClient(hr: Hr, security: soap.ISecurity = token()): Promise<TestClient> {
  const client = await soap.createClientAsync(hr.wsdlUrl, { disableCache: true });
  client.setSecurity(security);
  return {
    call: async (request) => {
      const { GetWorkersAsync: method } = client as unknown as {
        GetWorkersAsync(request: object): Promise<[Page]>;
      };
      return (await method(request))[0];
    },
    lastRequest: () => String(client.lastRequest),
  };
}

export function token(
  passwordType: 'PasswordText' | 'PasswordDigest' = 'PasswordText',
  password = CREDENTIALS.password,
) {
  return new soap.WSSecurity(CREDENTIALS.username, password, { passwordType });
}

/** All pages of a feed, one after the other. */
export async function everyPage(call: Call, request: object): Promise<Page[]> {
  const pages = [await call(request)];
  for (let cursor = pages[0]?.NextCursor; cursor !== undefined; cursor = pages.at(-1)?.NextCursor) {
    pages.push(await call({ ...request, Cursor: cursor }));
  }
  return pages;
}

/** Posts bytes as they are. */
export function post(hr: Hr, body: string, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(hr.url, {
    method: 'POST',
    body,
    headers: {
      'content-type': 'text/xml; charset=utf-8',
      soapaction: '"urn:campus-hr:worker-feed:v1/GetWorkers"',
      ...headers,
    },
  });
}

/** The code in a fault, "soap:Client.Cursor" say, of a call that must fail. */
export async function faultOf(call: Promise<unknown>): Promise<string> {
  try {
    await call;
  } catch (error) {
    return (
      /soap:(Client|Server)[.\w]*/.exec(String((error as { body?: string }).body ?? error))?.[0] ??
      String(error)
    );
  }
  throw new Error('The call was expected to fail.');
}
