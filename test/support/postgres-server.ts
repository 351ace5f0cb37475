import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

let keeper: ChildProcess | undefined;
let address: Promise<string> | undefined;

/** Superuser's address of the server for this run: the one TEST_DATABASE_URL names, else an embedded one, started once. */
export function serverUrl(): Promise<string> {
  const { TEST_DATABASE_URL: given } = process.env;
  address ??= given ? Promise.resolve(given) : startKeeper();
  return address;
}

/** Ends the embedded server when one was started, and waits until its folder is gone. */
export async function stopServer(): Promise<void> {
  if (keeper === undefined) return;
  const gone = once(keeper, 'exit');
  keeper.ref();
  keeper.stdin?.end();
  await gone;
  keeper = undefined;
  address = undefined;
}

async function startKeeper(): Promise<string> {
  const script = fileURLToPath(new URL('./postgres-keeper.js', import.meta.url));
  // Detached: Ctrl-C is for the tests, and the keeper ends when they have.
  const child = spawn(process.execPath, [script], { detached: true, stdio: ['pipe', 'pipe', 'inherit'] });
  keeper = child;
  for await (const line of createInterface({ input: child.stdout })) {
    release(child);
    return line;
  }
  throw new Error('The embedded PostgreSQL of the test run did not start; what it said is above.');
}

/** From here on the server must not keep the test run alive. */
function release(child: ChildProcess): void {
  child.unref();
  for (const pipe of [child.stdin, child.stdout]) {
    if (pipe !== null && 'unref' in pipe && typeof pipe.unref === 'function') pipe.unref();
  }
}
