import { Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { Outcome, Reason } from '../domain/reasons.js';

/** An answered HTTP request. `route` is a pattern, never a path: paths hold visitors' tokens. */
export interface Answered {
  route: string;
  method: string;
  status: number;
  /** From the head of the request to the end of the answer; absent for a stream. */
  seconds?: number;
}

const METHODS = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);
/** Seconds. A gate waits for its answer; a page may take longer. */
const DECISION = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5];
const REQUEST = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10];

/**
 * What happened on this node since it started, counted where it happens. Labels are words of the code or of a campus
 * file; none takes a value from a person, a path or a device.
 */
export class Counters {
  readonly registry = new Registry();
  readonly #on = { registers: [this.registry] };
  readonly #decisions = new Counter({
    name: 'gatehouse_decisions_total',
    help: 'Decisions that were recorded as events on this node.',
    labelNames: ['campus', 'outcome', 'reason'],
    ...this.#on,
  });
  readonly #decisionSeconds = new Histogram({
    name: 'gatehouse_decision_duration_seconds',
    help: 'From a scan at the hub to its durable event.',
    labelNames: ['campus'],
    buckets: DECISION,
    ...this.#on,
  });
  readonly #codes = new Counter({
    name: 'gatehouse_codes_issued_total',
    help: 'Live codes that were signed on this node.',
    labelNames: ['campus', 'holder'],
    ...this.#on,
  });
  readonly #requests = new Counter({
    name: 'gatehouse_http_requests_total',
    help: 'HTTP requests that were answered.',
    labelNames: ['route', 'method', 'status'],
    ...this.#on,
  });
  readonly #requestSeconds = new Histogram({
    name: 'gatehouse_http_request_duration_seconds',
    help: 'From the head of an HTTP request to the end of its answer, streams left out.',
    labelNames: ['route', 'method'],
    buckets: REQUEST,
    ...this.#on,
  });
  readonly #streams = new Gauge({
    name: 'gatehouse_http_streams_open',
    help: 'Answers that go on for as long as somebody listens, such as live decisions.',
    ...this.#on,
  });
  readonly #batches = new Histogram({
    name: 'gatehouse_event_batch_scans',
    help: 'Scans that were recorded by one statement.',
    buckets: [1, 2, 4, 8, 16, 32, 64, 128, 256],
    ...this.#on,
  });

  decided(campus: string, decision: { outcome: Outcome; reason: Reason; seconds: number }): void {
    const { outcome, reason, seconds } = decision;
    this.#decisions.inc({ campus, outcome, reason });
    this.#decisionSeconds.observe({ campus }, seconds);
  }

  codeIssued(campus: string, holder: 'member' | 'visitor'): void {
    this.#codes.inc({ campus, holder });
  }

  answered({ route, method, status, seconds }: Answered): void {
    const labels = { route, method: METHODS.has(method) ? method : 'other' };
    this.#requests.inc({ ...labels, status: `${Math.floor(status / 100)}xx` });
    if (seconds !== undefined) this.#requestSeconds.observe(labels, seconds);
  }

  streamOpened(): void {
    this.#streams.inc();
  }

  streamClosed(): void {
    this.#streams.dec();
  }

  wrote(scans: number): void {
    this.#batches.observe(scans);
  }
}
