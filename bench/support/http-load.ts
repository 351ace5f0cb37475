// The load generator, in a process of its own: as fast as it goes with autocannon, or evenly at a rate.
import autocannon from 'autocannon';
import { pacedLoad } from './http-paced-load.js';
import type { BenchRequest } from './http-scans.js';

export interface LoadOrder {
  url: string;
  requests: readonly BenchRequest[];
  connections: number;
  seconds: number;
  /** Requests a second; absent: as fast as it goes. */
  rate?: number;
}

/** Latencies in milliseconds. */
export interface LoadResult {
  answers: number;
  perSecond: number;
  p50: number;
  p99: number;
  max: number;
  /** Answers that were not 2xx, and requests without an answer. */
  failures: number;
}

process.on('message', (order: LoadOrder) => {
  const { rate } = order;
  const run = rate === undefined ? fullLoad(order) : pacedLoad({ ...order, rate });
  void run.then((result) => process.send?.(result));
});
process.send?.('ready');

const NONE: BenchRequest = { path: '/', token: '', body: '' };

async function fullLoad({ url, requests, connections, seconds }: LoadOrder): Promise<LoadResult> {
  let next = 0;
  const setupRequest = (request: autocannon.Request): autocannon.Request => {
    // The echo may be asked again and again; the hub is given more than it can take.
    const { path, token, body } = requests[next++ % requests.length] ?? NONE;
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` };
    return { ...request, method: 'POST', path, headers, body };
  };
  const result = await autocannon({ url, connections, duration: seconds, requests: [{ setupRequest }] });
  const { latency } = result;
  return {
    answers: result['2xx'],
    perSecond: result['2xx'] / result.duration,
    ...{ p50: latency.p50, p99: latency.p99, max: latency.max },
    failures: result.non2xx + result.errors + result.timeouts,
  };
}
