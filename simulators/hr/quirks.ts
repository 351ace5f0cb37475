/** What the HR system can be asked to do wrong; all of it is off at the start. */
export interface HrQuirks {
  /** Answers only after so many milliseconds. */
  delayMs: number;
  /** Every call ends in a server fault. */
  fault: boolean;
  /** The full feed misses every second worker, and its count agrees with what is there. */
  truncated: boolean;
  /** The first page of each feed carries a record whose fields are rubbish. */
  garbage: boolean;
}

export const NO_QUIRKS: HrQuirks = { delayMs: 0, fault: false, truncated: false, garbage: false };

export type SomeQuirks = { [quirk in keyof HrQuirks]?: HrQuirks[quirk] | undefined };
