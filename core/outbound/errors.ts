/** Why another system gave no answer; each code has its entry in docs/errors.md. */
export type OutboundCode =
  | 'outbound_timeout'
  | 'outbound_refused'
  | 'outbound_too_large'
  | 'outbound_unavailable';

/** A call to another system that ended without an answer. The message names the host, never the path or what was sent. */
export class OutboundError extends Error {
  constructor(
    readonly code: OutboundCode,
    message: string,
    options?: ErrorOptions,
  ) {
    super(`${code}: ${message}`, options);
    this.name = 'OutboundError';
  }
}
