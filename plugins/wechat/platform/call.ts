import { setTimeout as wait } from 'node:timers/promises';
import { z } from 'zod';
import { outboundFetch } from '../../../core/outbound/outbound-fetch.js';
import { BUSY, WechatRefusal } from './wechat-refusal.js';

export interface Line {
  apiUrl: string;
  allowPrivate: boolean;
  signal: AbortSignal;
}

export interface Call {
  path: string;
  query?: Record<string, string>;
  /** Sent as JSON by POST; absent: GET. */
  body?: unknown;
}

const BUDGET_MS = 8_000;
const MOST_BYTES = 2 * 1024 * 1024;
/** Pauses before the call is made again where the platform says that it is busy. */
const PAUSES_MS = [150, 400];

/** Errors leave out nothing of `errcode`; some successes do. */
const said = z.looseObject({ errcode: z.int().default(0), errmsg: z.string().default('') });

/**
 * One call to the platform: its JSON, or its bytes where it answered with an image. Throws `WechatRefusal` for an error
 * number in the answer, `OutboundError` where there was none. Secrets are in the query, so no address is ever logged.
 */
export async function callWechat(line: Line, call: Call): Promise<Record<string, unknown> | Buffer> {
  for (const pause of PAUSES_MS) {
    try {
      return await once(line, call);
    } catch (error) {
      if (!(error instanceof WechatRefusal) || error.errcode !== BUSY) throw error;
      await wait(pause, undefined, { signal: line.signal });
    }
  }
  return once(line, call);
}

async function once(line: Line, { path, query = {}, body }: Call): Promise<Record<string, unknown> | Buffer> {
  const url = new URL(path, line.apiUrl);
  url.search = new URLSearchParams(query).toString();
  const sent =
    body === undefined
      ? { method: 'GET' }
      : { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
  const limits = { budgetMs: BUDGET_MS, allowPrivate: line.allowPrivate, maxBytes: MOST_BYTES };
  // A code is good once: a call that got no answer may have used it, and is not made again.
  const response = await outboundFetch(
    url,
    { ...sent, signal: line.signal },
    { ...limits, idempotent: false },
  );
  if (/^image\//i.test(response.headers.get('content-type') ?? ''))
    return Buffer.from(await response.arrayBuffer());
  return read(response);
}

async function read(response: Response): Promise<Record<string, unknown>> {
  const answer = said.safeParse(await response.json().catch(() => null));
  if (!response.ok || !answer.success) throw new WechatRefusal(BUSY, undefined);
  const { errcode, errmsg, ...rest } = answer.data;
  if (errcode !== 0) throw new WechatRefusal(errcode, /\brid: ?([\w-]{1,64})/.exec(errmsg)?.[1]);
  return rest;
}
