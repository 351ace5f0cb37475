import { randomInt } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';

// Below 32768: above it the kernel hands the same numbers to outgoing connections.
const FIRST = 20_000;
const LAST = 32_000;

/** The port this folder's server had last time, or undefined. */
export function rememberedPort(folder: string): number | undefined {
  try {
    const port = Number(readFileSync(path.join(folder, 'port'), 'utf8'));
    return Number.isInteger(port) && port > 0 && port < 65_536 ? port : undefined;
  } catch {
    return undefined;
  }
}

export function rememberPort(folder: string, port: number): void {
  writeFileSync(path.join(folder, 'port'), `${port}\n`);
}

/** A port that was free a moment ago; whoever binds it must still be ready to lose the race and ask again. */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = randomInt(FIRST, LAST);
    if (await isFree(port)) return port;
  }
}

export function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)));
  });
}
