import { Agent, request as httpRequest } from 'node:http';
import type { LoadOrder, LoadResult } from './http-load.js';
import type { BenchRequest } from './http-scans.js';

/**
 * Requests at even distances, as scans come from many doors: autocannon would send a second's share at once. Latency
 * counts from the instant at which a request was due, so a stall is felt by all that had to wait behind it.
 */
export async function pacedLoad(order: LoadOrder & { rate: number }): Promise<LoadResult> {
  const { url, requests, connections, seconds, rate } = order;
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const total = Math.min(requests.length, rate * seconds);
  const begin = performance.now();
  const asked: Promise<number>[] = [];
  await new Promise<void>((resolve) => {
    const timer = setInterval(() => {
      while (asked.length < total && performance.now() >= begin + (asked.length * 1000) / rate) {
        const due = begin + (asked.length * 1000) / rate;
        asked.push(askOnce(url, agent, requests[asked.length]).then((good) => (good ? since(due) : -1)));
      }
      if (asked.length < total) return;
      clearInterval(timer);
      resolve();
    }, 1);
  });
  const took = await Promise.all(asked);
  agent.destroy();
  return summary(took, seconds);
}

function since(due: number): number {
  return performance.now() - due;
}

function summary(took: readonly number[], seconds: number): LoadResult {
  const good = took.filter((ms) => ms >= 0).sort((a, b) => a - b);
  const at = (share: number) => good[Math.min(good.length - 1, Math.floor(good.length * share))] ?? 0;
  return {
    answers: good.length,
    perSecond: good.length / seconds,
    ...{ p50: at(0.5), p99: at(0.99), max: at(1) },
    failures: took.length - good.length,
  };
}

/** True when the answer was 2xx; it is read to its end. */
function askOnce(url: string, agent: Agent, ask: BenchRequest | undefined): Promise<boolean> {
  const { path = '/', token = '', body = '' } = ask ?? {};
  return new Promise((resolve) => {
    const headers = {
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(body),
      authorization: `Bearer ${token}`,
    };
    const outgoing = httpRequest(new URL(path, url), { method: 'POST', agent, headers }, (response) => {
      const good = response.statusCode === 200;
      response.resume().once('end', () => resolve(good));
    });
    outgoing.once('error', () => resolve(false));
    outgoing.end(body);
  });
}
