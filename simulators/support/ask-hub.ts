import type { Message } from '../gates/gate.js';

export interface HubAsk {
  hubUrl: string;
  token: string;
  /** Below the hub's address. */
  path: string;
  method: 'GET' | 'POST' | 'DELETE';
  body?: object;
  language: string;
  withinMs: number;
  stopped: AbortSignal;
}

/** One request of a device to the hub. Throws when there was no answer; follows no redirect. */
export async function askHub(ask: HubAsk): Promise<{ status: number; body: Message }> {
  const response = await fetch(new URL(ask.path, ask.hubUrl), {
    method: ask.method,
    headers: {
      authorization: `Bearer ${ask.token}`,
      'accept-language': ask.language,
      ...(ask.body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(ask.body === undefined ? {} : { body: JSON.stringify(ask.body) }),
    redirect: 'error',
    signal: AbortSignal.any([ask.stopped, AbortSignal.timeout(ask.withinMs)]),
  });
  return { status: response.status, body: asMessage(await response.text()) };
}

/** An answer that is no JSON object is an empty one. */
function asMessage(text: string): Message {
  try {
    const body: unknown = JSON.parse(text);
    return typeof body === 'object' && body !== null ? (body as Message) : {};
  } catch {
    return {};
  }
}
