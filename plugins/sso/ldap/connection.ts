import { isIP } from 'node:net';
import type { ConnectionOptions } from 'node:tls';
import { Client } from 'ldapts';
import type { SsoSettings } from '../settings.js';

export type DirectoryAddress = Pick<SsoSettings, 'url' | 'startTls' | 'ca' | 'answerSeconds'>;

/** The directory does not answer, or not as a directory should. `why` is for the log and names nobody. */
export class DirectoryUnavailable extends Error {
  constructor(
    readonly why: string,
    cause?: unknown,
  ) {
    super(`the directory is unavailable: ${why}`, { cause });
    this.name = 'DirectoryUnavailable';
  }
}

/**
 * Runs `work` on a connection of its own and ends it: who is bound belongs to a connection, so none is ever used for
 * two people. All of it together takes at most `answerSeconds`, whatever the directory does.
 */
export async function onConnection<T>(
  directory: DirectoryAddress,
  signal: AbortSignal,
  work: (client: Client) => Promise<T>,
): Promise<T> {
  const budget = directory.answerSeconds * 1_000;
  const client = new Client({
    url: directory.url,
    timeout: budget,
    connectTimeout: budget,
    ...(directory.url.startsWith('ldaps:') ? { tlsOptions: tlsOptions(directory) } : {}),
  });
  try {
    return await inTime(AbortSignal.any([signal, AbortSignal.timeout(budget)]), async () => {
      if (directory.startTls && !directory.url.startsWith('ldaps:')) await startTls(client, directory);
      return work(client);
    });
  } finally {
    void client.unbind().catch(() => {});
  }
}

/** A certificate that does not fit would otherwise look like a wrong password to the caller. */
async function startTls(client: Client, directory: DirectoryAddress): Promise<void> {
  try {
    await client.startTLS(tlsOptions(directory));
  } catch (error) {
    throw new DirectoryUnavailable('StartTLS failed', error);
  }
}

function tlsOptions({ url, ca }: DirectoryAddress): ConnectionOptions {
  const host = new URL(url).hostname.replace(/^\[|\]$/g, '');
  return {
    minVersion: 'TLSv1.2',
    host,
    ...(isIP(host) ? {} : { servername: host }),
    ...(ca === undefined ? {} : { ca: [ca] }),
  };
}

async function inTime<T>(signal: AbortSignal, work: () => Promise<T>): Promise<T> {
  signal.throwIfAborted();
  const working = work();
  const late = new Promise<never>((_, reject) => {
    const stop = () => reject(new DirectoryUnavailable('no answer in time', signal.reason));
    signal.addEventListener('abort', stop, { once: true });
    void working.then(
      () => signal.removeEventListener('abort', stop),
      () => signal.removeEventListener('abort', stop),
    );
  });
  return Promise.race([working, late]);
}
