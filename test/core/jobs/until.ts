import { setTimeout as pause } from 'node:timers/promises';

const PAUSE_MS = 5;
const TRIES = 1_000;

/** Asks again and again, on a real socket or database, until the answer is true of something. */
export async function until<T>(
  ask: () => Promise<T> | T,
  what: string,
): Promise<Exclude<T, undefined | null | false>> {
  for (let tries = 0; tries < TRIES; tries++) {
    const answer = await ask();
    if (answer) return answer as Exclude<T, undefined | null | false>;
    await pause(PAUSE_MS);
  }
  throw new Error(`waited in vain until ${what}`);
}
