// The hub as it runs in production, on one database, with all plugins of the house.
import { pino } from 'pino';
import { startHub } from '../../bin/start-hub.js';

export interface HubOrder {
  databaseUrl: string;
  secret: string;
  env: Record<string, string>;
  dataDir: string;
}

process.once('message', (order: HubOrder) => void start(order));

async function start({ databaseUrl, secret, env, dataDir }: HubOrder): Promise<void> {
  const hub = await startHub({
    config: {
      ...{ host: '127.0.0.1', port: 0, publicUrl: undefined, databaseUrl, mqttUrl: undefined, mqttPort: 0 },
      ...{ secret, dataDir, logLevel: 'warn', demo: true },
    },
    ...{ databaseUrl, secret, env },
    log: pino({ level: 'warn' }, process.stderr),
  });
  process.on('message', () => process.send?.(process.cpuUsage()));
  process.on('disconnect', () => void hub.stop());
  process.send?.(hub.url);
}
