import { isDeepStrictEqual } from 'node:util';

/** Prints each step with what was answered, and stops the tour at the first wrong thing. */
export class Teller {
  steps = 0;

  constructor(private readonly print: (line: string) => void) {}

  story(title: string): void {
    this.print(`\n${title}`);
  }

  /** Says what happened; throws where it is not what should have happened. */
  step(what: string, answered: unknown, expected: unknown): void {
    this.steps += 1;
    const right = isDeepStrictEqual(answered, expected);
    this.print(`  ${right ? 'ok   ' : 'WRONG'} ${what}: ${show(answered)}`);
    if (!right) throw new Error(`${what}: expected ${show(expected)}, was answered ${show(answered)}`);
  }
}

function show(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
