export type PolicyErrorCode =
  | 'unknown_reference'
  | 'area_cycle'
  | 'bad_time'
  | 'bad_date'
  | 'horizon_invalid';

/** A policy source that cannot be compiled. The campus file's own validation speaks earlier and at more length. */
export class PolicyError extends Error {
  override readonly name = 'PolicyError';
  readonly code: PolicyErrorCode;

  constructor(code: PolicyErrorCode, message: string) {
    super(message);
    this.code = code;
  }
}
