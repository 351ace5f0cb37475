import { campusDay } from '../core/domain/campus-day.js';
import { pruneJobs } from '../core/jobs/outbox.js';
import { buildEventIndexes } from '../core/store/events-index.js';
import { MinuteCounter, pruneMinutes } from '../core/store/events-minutes.js';
import { pruneFeed } from '../core/store/feed.js';
import { pruneHostDays } from '../core/store/host-days.js';
import { expireMessages } from '../core/store/messages.js';
import { prunePasses } from '../core/store/passes.js';
import { pruneSessions } from '../core/store/sessions.js';
import { pruneVisits } from '../core/store/visits.js';
import { pruneVoids } from '../core/store/voids.js';
import { askForMissingPushes } from '../core/use-cases/ask-for-push.js';
import { beginDay } from '../core/use-cases/begin-day.js';
import type { Context } from '../core/use-cases/context.js';
import { wordNames } from '../core/use-cases/people/word-names.js';
import { publishKeys } from '../core/use-cases/publish-keys.js';

const COUNT_EVERY = 10_000;
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** What has to be done now and then on any node: days begun, keys published in time, rows that nobody needs thrown away. */
export function keepHouse(context: Context): { stop(): void } {
  const days = new Map<number, string>();
  const count = countMinutes(context);
  const building = new AbortController();
  const timers = [
    setInterval(() => void tidy(context), HOUR),
    setInterval(() => void beginDays(context, days), MINUTE),
    setInterval(() => void count(), COUNT_EVERY),
  ];
  // A push that died, or a database that was restored, shows as a device that did not confirm this version.
  const unhear = context.snapshots.onSwap((next, before) => {
    if (next.bundle.version !== before?.bundle.version)
      void quietly(context, () => askForMissingPushes(context, next));
  });
  void tidy(context).then(() => beginDays(context, days));
  const word = () => wordAllNames(context, building.signal);
  timers.push(setInterval(() => void word(), HOUR));
  void word();
  void count();
  const index = indexEvents(context, building.signal);
  timers.push(setInterval(() => void index(), 10 * MINUTE));
  void index();
  return {
    stop() {
      building.abort();
      for (const timer of timers) clearInterval(timer);
      unhear();
    },
  };
}

async function tidy(context: Context): Promise<void> {
  for (const { campus } of context.snapshots.all()) {
    await quietly(context, () => publishKeys(context, campus, 'hub'));
  }
  await quietly(context, () => pruneFeed(context.pool));
  await quietly(context, () => pruneVoids(context.pool));
  await quietly(context, () => pruneJobs(context.pool));
  await quietly(context, () => pruneSessions(context.pool, context.now()));
  await quietly(context, () => prunePasses(context.pool, context.now()));
  await quietly(context, () => pruneHostDays(context.pool, context.now()));
  await quietly(context, () => pruneVisits(context.pool, context.now()));
  await quietly(context, () => expireMessages(context.pool, context.now()));
  await quietly(context, () => pruneMinutes(context.pool));
}

/** Of people who were imported before names could be searched. */
async function wordAllNames(context: Context, signal: AbortSignal): Promise<void> {
  for (const snapshot of context.snapshots.all())
    await quietly(context, () => wordNames(context, snapshot, signal));
}

/** Again and again until all are there: a node that was at it may have been killed, and its database works on for a while. */
export function indexEvents(
  context: Pick<Context, 'pool' | 'log'>,
  signal?: AbortSignal,
): () => Promise<boolean> {
  const { connectionString } = context.pool.options;
  let whole = connectionString === undefined;
  let building: Promise<unknown> | undefined;
  return async () => {
    if (whole || connectionString === undefined) return true;
    building ??= quietly(context, async () => {
      whole = await buildEventIndexes(connectionString, signal);
    }).finally(() => {
      building = undefined;
    });
    await building;
    return whole;
  };
}

/** One call at a time: who has much to catch up with takes longer than the next call waits. */
function countMinutes(context: Context): () => Promise<void> {
  const counter = new MinuteCounter(context.pool);
  let counting: Promise<void> | undefined;
  return () => {
    counting ??= quietly(context, () => counter.count()).finally(() => {
      counting = undefined;
    });
    return counting;
  };
}

/** The first look after a start counts as a new day: the hub may have been away at midnight. */
async function beginDays(context: Context, days: Map<number, string>): Promise<void> {
  for (const snapshot of context.snapshots.all()) {
    const day = campusDay(snapshot.file.campus.timeZone, context.now());
    if (days.get(snapshot.campus) === day) continue;
    days.set(snapshot.campus, day);
    await quietly(context, () => beginDay(context, snapshot));
  }
}

async function quietly(context: Pick<Context, 'log'>, work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
  } catch (error) {
    context.log.warn({ error: (error as Error).message }, 'housekeeping failed; it is tried again');
  }
}
