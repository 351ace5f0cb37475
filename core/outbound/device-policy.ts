import { z } from 'zod';
import { Problem } from '../domain/problem.js';
import { OutboundError } from './errors.js';
import { outboundFetch } from './outbound-fetch.js';

/** How a device that serves `{address}/policy` is called: what it holds is put there, its version read there. */
export interface DeviceCall {
  address: string;
  /** Sent as a bearer token; none when empty. */
  token: string;
  budgetMs: number;
  /** The operator's consent to addresses on private networks. */
  allowPrivate: boolean;
  signal: AbortSignal;
}

/** `version` null: the device holds nothing yet. */
const held = z.object({ version: z.int().nonnegative().nullable() });
const refusal = z.object({ error: z.string().regex(/^[a-z0-9_]{1,64}$/) });
const MAX_BYTES = 64 * 1024;

/**
 * Puts a policy and resolves with the version that the device says it holds then. Throws `device_unreachable` (503)
 * and `device_refused` (502, with the device's own code as `error`).
 */
export async function putDevicePolicy(call: DeviceCall, policy: { version: number }): Promise<number> {
  const body = JSON.stringify(policy);
  const { version } = await ask(call, {
    method: 'PUT',
    body,
    headers: { 'content-type': 'application/json' },
  });
  return version ?? 0;
}

/** The version that the device holds, 0 for none. Throws as `putDevicePolicy` does. */
export async function readDeviceVersion(call: DeviceCall): Promise<number> {
  return (await ask(call, { method: 'GET', headers: {} })).version ?? 0;
}

async function ask(
  call: DeviceCall,
  init: { method: string; body?: string; headers: Record<string, string> },
): Promise<z.infer<typeof held>> {
  const { address, token, budgetMs, allowPrivate, signal } = call;
  const headers = token === '' ? init.headers : { ...init.headers, authorization: `Bearer ${token}` };
  const limits = { budgetMs, allowPrivate, maxBytes: MAX_BYTES };
  const asked = outboundFetch(`${address.replace(/\/$/, '')}/policy`, { ...init, headers, signal }, limits);
  return read(await asked.catch(unreachable));
}

function unreachable(error: unknown): never {
  if (!(error instanceof OutboundError)) throw error;
  throw new Problem(503, 'device_unreachable', 'The device did not answer in time.', { cause: error.code });
}

async function read(answer: Response): Promise<z.infer<typeof held>> {
  const body: unknown = await answer.json().catch(() => null);
  const said = held.safeParse(body);
  if (answer.ok && said.success) return said.data;
  const error = refusal.safeParse(body).data?.error ?? (answer.ok ? 'unreadable' : `http_${answer.status}`);
  throw new Problem(502, 'device_refused', 'The device refused what it was sent.', { error });
}
