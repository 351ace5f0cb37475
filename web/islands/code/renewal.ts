/** A code as the hub gives it; epoch milliseconds by the hub's clock. */
export interface CodeAnswer {
  text: string;
  issued: number;
  until: number;
  now: number;
}

/** A code placed on the phone's own steady clock, milliseconds. */
export interface ShownCode {
  text: string;
  issued: number;
  until: number;
}

/** Why the hub gave no code: not reached, asked too much or too busy, or this phone gets none any more. */
export type Trouble = 'unreachable' | 'busy';
export type Failure = { trouble: Trouble; retryAfter?: number } | { trouble: 'over' };

/**
 * What the page is doing. `paused`: nobody looks, so nothing is asked and nothing shown. `over`: the server has
 * something else to say to this person than a code.
 */
export type Renewal =
  | { kind: 'showing'; asks: number; code: ShownCode }
  | {
      kind: 'asking';
      asks: number;
      code: ShownCode | null;
      since: number;
      attempt: number;
      trouble: Trouble | null;
    }
  | {
      kind: 'waiting';
      asks: number;
      code: ShownCode | null;
      until: number;
      attempt: number;
      trouble: Trouble;
    }
  | { kind: 'paused'; asks: number }
  | { kind: 'over'; asks: number };

/** `asks` in an answer is the number of the request that it answers: a late answer to an old one is dropped. */
export type Happening =
  | { kind: 'tick' }
  | { kind: 'hidden' }
  | { kind: 'visible' }
  | { kind: 'online' }
  | { kind: 'answered'; asks: number; answer: CodeAnswer }
  | { kind: 'failed'; asks: number; failure: Failure };
