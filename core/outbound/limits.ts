export interface OutboundLimits {
  /** Milliseconds for the whole call, retries included. */
  budgetMs: number;
  /** The operator's consent to addresses on private networks. */
  allowPrivate: boolean;
  /** Of the answer's body. */
  maxBytes: number;
  /** Whether the call may be made twice; by the method when absent (RFC 9110 section 9.2.2). */
  idempotent?: boolean;
}

export interface OutboundInit {
  method?: string;
  headers?: Record<string, string>;
  body?: string | Buffer;
  signal?: AbortSignal;
}
