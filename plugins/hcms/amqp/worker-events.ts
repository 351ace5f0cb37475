import { setTimeout as pause } from 'node:timers/promises';
import { amqpLink } from '../../../core/announce/amqp-link.js';
import type { EligibilitySource } from '../../../core/hooks/hook-map.js';
import type { Scope } from '../../../core/host/plugin.js';
import type { AmqpSettings, HcmsSettings } from '../settings.js';
import { consume } from './consume.js';
import { Inbox, newestOfEach } from './inbox.js';
import { Seen } from './seen.js';

const PAUSE = { firstMs: 500, mostMs: 30_000 };

type EventsScope = Pick<
  Scope<HcmsSettings>,
  'campus' | 'node' | 'query' | 'hub' | 'log' | 'now' | 'signal' | 'onStop'
>;

/** Worker events from RabbitMQ: taken in as they come, applied by a pull at once, acknowledged when it is committed. */
export async function workerEvents(
  scope: EventsScope,
  settings: AmqpSettings,
  options: { interval: number; allowPrivate: boolean },
): Promise<EligibilitySource> {
  const inbox = new Inbox();
  const applying = new Applying(scope, settings.name, inbox);
  const link = await amqpLink({
    url: settings.broker,
    allowPrivate: options.allowPrivate,
    log: scope.log,
    setup: (connection) =>
      consume(connection, {
        settings,
        queue: settings.queue ?? `gatehouse.${scope.campus.slug}.${settings.name}`,
        inbox,
        now: scope.now,
        arrived: () => applying.poke(),
        unreadable: () =>
          scope.log.warn({ feed: settings.name }, 'an event cannot be read: see the dead-letter queue'),
      }),
    lost: () => inbox.forget(),
  });
  scope.onStop(() => link.stop());
  return eventSource(settings, options.interval, inbox, new Seen(scope, settings.name));
}

/** What waits in the inbox as a pull: the newest of each worker, unless something newer is known. */
export function eventSource(
  { name, people }: Pick<AmqpSettings, 'name' | 'people'>,
  interval: number,
  inbox: Inbox,
  seen: Pick<Seen, 'advance'>,
): EligibilitySource {
  return {
    name,
    interval,
    ...(people === undefined ? {} : { people }),
    async *pull(cursor) {
      const taken = inbox.all();
      const fresh = await seen.advance(newestOfEach(taken));
      if (fresh.length > 0) yield fresh.map(({ record }) => record);
      return { full: false, cursor, committed: () => inbox.acknowledge(taken) };
    },
  };
}

/** Pulls for as long as something waits; after a pull that did not succeed only after a pause. */
class Applying {
  #working = false;

  constructor(
    private readonly scope: Pick<EventsScope, 'hub' | 'signal'>,
    private readonly source: string,
    private readonly inbox: Inbox,
  ) {}

  poke(): void {
    if (this.#working) return;
    this.#working = true;
    void this.#work().finally(() => {
      this.#working = false;
    });
  }

  async #work(): Promise<void> {
    let pauseMs = PAUSE.firstMs;
    while (this.inbox.size > 0 && !this.scope.signal.aborted) {
      const waiting = this.inbox.all();
      await this.scope.hub.pullNow(this.source).catch(() => {});
      const applied = this.inbox.all().every((delivery) => !waiting.includes(delivery));
      if (applied) pauseMs = PAUSE.firstMs;
      else {
        await pause(pauseMs, undefined, { signal: this.scope.signal }).catch(() => {});
        pauseMs = Math.min(pauseMs * 2, PAUSE.mostMs);
      }
    }
  }
}
