/** Why another system gave no answer; each code has its entry in docs/errors.md. */
export type OutboundCode =
  | 'outbound_timeout'
  | 'outbound_refused'
  | 'outbound_too_large'
  | 'outbound_unavailable';

/** A call to another system that ended without an answer. The message names the host, never the path or what was sent. */
export class OutboundError extends Error {
  /**
   * Whether a connection stood at which the other system could hear what was asked, in any of the attempts. Where none did,
   * asking again repeats nothing.
   */
  readonly reached: boolean;

  constructor(
    readonly code: OutboundCode,
    message: string,
    { reached = false, ...options }: ErrorOptions & { reached?: boolean } = {},
  ) {
    super(`${code}: ${message}`, options);
    this.name = 'OutboundError';
    this.reached = reached;
  }
}
