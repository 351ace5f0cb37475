import type { EligibilitySource, PullEnd } from '../../../core/hooks/hook-map.js';
import { withRetries } from '../../../core/outbound/breakers.js';
import { workerToRecord } from '../mapping.js';
import type { SoapSettings } from '../settings.js';
import { type FeedCursor, feedOf, readFeedCursor } from './feed-cursor.js';
import { type AskPage, hrClient } from './hr-client.js';
import { HrError } from './hr-error.js';
import { readWorker } from './worker.js';

export interface FeedOptions {
  interval: number;
  dropLimit: number;
  allowPrivate: boolean;
  now: () => number;
}

/** The SOAP worker feed of an HR system: everybody at first and once a day, in between what changed. */
export function workerFeed(settings: SoapSettings, options: FeedOptions): EligibilitySource {
  return {
    name: settings.name,
    interval: options.interval,
    async *pull(cursor, signal) {
      const ask = await hrClient(settings, options.allowPrivate, signal);
      const once: AskPage = (request) => withRetries(() => ask(request), signal);
      const at = options.now();
      const since = readFeedCursor(cursor, { ...settings, at });
      try {
        return yield* readFeed(once, settings, options, since, at);
      } catch (error) {
        // The feed was set up anew and knows none of its old stamps. It says so before the first record.
        if (since === null || !(error instanceof HrError) || error.fault !== 'Client.StampUnknown')
          throw error;
        return yield* readFeed(once, settings, options, null, at);
      }
    },
  };
}

async function* readFeed(
  ask: AskPage,
  { url, pageSize }: SoapSettings,
  { dropLimit }: FeedOptions,
  since: FeedCursor | null,
  at: number,
): AsyncGenerator<unknown[], PullEnd, void> {
  const what = since === null ? {} : { ChangedSince: since.stamp };
  let page = await ask({ ...what, PageSize: pageSize });
  const { ChangeStamp: stamp, Full: full, TotalCount: announced } = page;
  for (let seen = 0; ; ) {
    yield page.Worker.map(rawRecord);
    seen += page.Worker.length;
    // More than was announced is refused by its count; a feed that never ends must not be read for ever.
    if (page.NextCursor === undefined || seen > announced) break;
    page = await ask({ ...what, PageSize: pageSize, Cursor: page.NextCursor });
  }
  const next: FeedCursor = { feed: feedOf(url), stamp, fullAt: since?.fullAt ?? at };
  return { full, cursor: JSON.stringify(next), announced, dropLimit };
}

/** A worker whose shape is wrong goes on as nothing, for the hub to refuse and count. */
function rawRecord(element: unknown): unknown {
  const worker = readWorker(element);
  return worker === undefined ? null : workerToRecord(worker);
}
