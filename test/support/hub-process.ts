// A node of the hub in a process of its own, for tests that kill it. Its argument is a HubProcessAsk as JSON.
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pino } from 'pino';
import { startHub } from '../../bin/start-hub.js';

export interface HubProcessAsk {
  databaseUrl: string;
  secret: string;
  /** What the campus files name. */
  env: Record<string, string>;
  /** Its clock stands at this epoch millisecond. */
  now: number;
  redisUrl?: string | undefined;
}

const ask = JSON.parse(process.argv[2] ?? '') as HubProcessAsk;
const { databaseUrl, secret, env, now, redisUrl } = ask;
const hub = await startHub({
  config: {
    ...{ host: '127.0.0.1', port: 0, publicUrl: undefined, databaseUrl, secret, demo: true },
    ...{ mqttUrl: undefined, mqttPort: 0, redisUrl, amqpUrl: undefined, logLevel: 'silent' },
    dataDir: mkdtempSync(path.join(tmpdir(), 'gatehouse-node-')),
  },
  ...{ databaseUrl, secret, env },
  log: pino({ level: process.env['TEST_LOG'] ?? 'silent' }, process.stderr),
  now: () => now,
});
process.stdout.write(`ready at ${hub.url}\n`);
