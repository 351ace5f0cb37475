import type { Logger } from 'pino';

/** How far a start has come, in milliseconds since the process began: `LOG_LEVEL=debug` shows where its time goes. */
export function reached(log: Logger, phase: string): void {
  log.debug({ phase, ms: Math.round(performance.now()) }, 'start');
}
