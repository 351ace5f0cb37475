/** What the worker feed did wrong: `hr_fault` with the fault's code, or `hr_unreadable`. Never what it sent. */
export class HrError extends Error {
  constructor(
    readonly code: 'hr_fault' | 'hr_unreadable',
    /** SOAP 1.1 fault code without its prefix, such as "Client.StampUnknown". */
    readonly fault?: string,
  ) {
    super(fault === undefined ? code : `${code}: ${fault}`);
    this.name = 'HrError';
  }
}

/** The error of the `soap` package as ours; what came from the network's side stays as it is. */
export function toHrError(error: unknown): unknown {
  if (error instanceof Error && 'code' in error && /^outbound_/.test(String(error.code))) return error;
  const fault = faultOf(error);
  if (fault === undefined) return new HrError('hr_unreadable');
  // Only a code goes on: a fault's sentence is free text of the other side.
  return new HrError('hr_fault', /^[\w.:-]{1,80}$/.test(fault) ? fault.replace(/^.*:/, '') : 'unknown');
}

function faultOf(error: unknown): string | undefined {
  const at = ['root', 'Envelope', 'Body', 'Fault', 'faultcode'].reduce<unknown>(
    (value, key) =>
      typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[key] : undefined,
    error,
  );
  // An element with attributes is an object with its text beside them.
  const { $value: text } =
    typeof at === 'object' && at !== null ? (at as { $value?: unknown }) : { $value: at };
  return typeof text === 'string' ? text : undefined;
}
