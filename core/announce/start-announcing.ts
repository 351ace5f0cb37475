import type pg from 'pg';
import type { Logger } from 'pino';
import { Announcer } from './announcer.js';
import { brokerPublisher } from './broker-publisher.js';

export interface Announcing {
  announcer: Announcer;
  isConnected(): boolean;
  stop(): Promise<void>;
}

/** Begins to tell the broker at `url` (the operator's own setting) of decisions; returns at once, broker or not. */
export async function startAnnouncing(ask: { pool: pg.Pool; log: Logger; url: string }): Promise<Announcing> {
  const { pool, url } = ask;
  const log = ask.log.child({ part: 'announce' });
  let hasBroker = () => {};
  const publisher = await brokerPublisher(url, { allowPrivate: true, log, ready: () => hasBroker() });
  const announcer = new Announcer({ pool, log, publish: publisher.publish });
  hasBroker = () => announcer.poke();
  announcer.start();
  return {
    announcer,
    isConnected: publisher.isConnected,
    async stop() {
      await announcer.stop();
      await publisher.stop();
    },
  };
}
