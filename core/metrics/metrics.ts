import { collectDefaultMetrics, Registry } from 'prom-client';
import type { Counters } from './counters.js';
import { addGauges, type Watched } from './gauges.js';

/** What a scraper reads: Prometheus's text format, version 0.0.4. */
export interface Metrics {
  contentType: string;
  text(): Promise<string>;
}

/** Memory, processor time and event loop belong to the process, however many hubs a test starts in it. */
let ofProcess: Registry | undefined;

export function openMetrics({ registry }: Counters, on: Watched): Metrics {
  addGauges(registry, on);
  if (!ofProcess) {
    ofProcess = new Registry();
    collectDefaultMetrics({ register: ofProcess });
  }
  const all = [registry, ofProcess];
  return {
    contentType: Registry.PROMETHEUS_CONTENT_TYPE,
    async text() {
      const parts = await Promise.all(all.map((one) => one.metrics()));
      return `${parts.map((part) => part.trimEnd()).join('\n')}\n`;
    },
  };
}
