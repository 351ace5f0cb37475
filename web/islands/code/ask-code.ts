import type { CodeAnswer, Failure } from './renewal.js';

/** Asks the hub for the code of the current step. The phone's token is in a cookie that scripts cannot read. */
export async function askCode(
  address: string,
  signal: AbortSignal,
): Promise<{ answer: CodeAnswer } | { failure: Failure }> {
  const response = await fetch(address, {
    method: 'POST',
    signal,
    cache: 'no-store',
    credentials: 'same-origin',
    headers: { accept: 'application/json' },
  });
  if (response.ok) return { answer: (await response.json()) as CodeAnswer };
  return { failure: await failureOf(response) };
}

async function failureOf(response: Response): Promise<Failure> {
  if (response.status === 401 || response.status === 403 || response.status === 409)
    return { trouble: 'over' };
  if (response.status < 500 && response.status !== 429) return { trouble: 'busy' };
  const problem = (await response.json().catch(() => ({}))) as { retryAfter?: unknown };
  const seconds = typeof problem.retryAfter === 'number' ? problem.retryAfter : 0;
  return { trouble: 'busy', retryAfter: seconds * 1000 };
}
