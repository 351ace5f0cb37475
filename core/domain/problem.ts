/**
 * An error that a caller is meant to see: an RFC 9457 problem. `code` is stable and has an entry in docs/errors.md;
 * `detail` never holds what was sent.
 */
export class Problem extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    readonly detail: string,
    readonly extra: Record<string, unknown> = {},
  ) {
    super(`${code}: ${detail}`);
    this.name = 'Problem';
  }
}
