import type { Announcing } from '../announce/start-announcing.js';
import type { PluginHost } from '../host/plugin-host.js';
import type { Sql } from '../store/database.js';
import type { Context } from '../use-cases/context.js';
import { brokers } from './gauges.js';
import { kept } from './kept.js';

/** Something that is wrong, by a stable code, and which part it is about. */
export interface Trouble {
  code: string;
  campus?: string;
  plugin?: string;
  broker?: string;
}

/** `not_ready`: it cannot decide and record. `degraded`: it can, and something else is wrong. */
export interface Readiness {
  status: 'ready' | 'degraded' | 'not_ready';
  problems: Trouble[];
  campuses: number;
}

/** The feed is read every second. */
const STALE_SECONDS = 15;
const ANSWER_MS = 2_000;
/** A balancer, a container's engine and a person may each ask every second. */
const KEPT_MS = 500;

export interface ReadinessAsk {
  context: Context;
  host: PluginHost;
  announcing?: Announcing | undefined;
  /** Nothing carries the bell of jobs; they are found by the sweep. */
  bellAway: () => boolean;
  phase: () => Phase;
}

export type Phase = 'starting' | 'started' | 'stopping';

/** Whether this node can decide and record, and what else is wrong. Answers within two seconds, whatever is away. */
export function readiness(ask: ReadinessAsk): () => Promise<Readiness> {
  const database = kept(KEPT_MS, databaseTrouble(ask.context.pool));
  return async () => {
    const grave = [...phaseTrouble(ask), ...(await database()), ...feedTrouble(ask.context)];
    const light = [...stuckCampuses(ask.context), ...pluginTrouble(ask), ...brokerTrouble(ask)];
    const status = grave.length > 0 ? 'not_ready' : light.length > 0 ? 'degraded' : 'ready';
    return { status, problems: [...grave, ...light], campuses: ask.context.snapshots.all().length };
  };
}

function phaseTrouble({ phase }: ReadinessAsk): Trouble[] {
  const now = phase();
  return now === 'started' ? [] : [{ code: now }];
}

/** A statement that hangs holds one connection, however often somebody asks meanwhile. */
function databaseTrouble(sql: Sql): () => Promise<Trouble[]> {
  let asked: Promise<string | undefined> | undefined;
  return async () => {
    asked ??= databaseCode(sql).finally(() => {
      asked = undefined;
    });
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<string>((resolve) => {
      timer = setTimeout(() => resolve('database_unavailable'), ANSWER_MS);
    });
    const code = await Promise.race([asked, late]);
    clearTimeout(timer);
    return code === undefined ? [] : [{ code }];
  };
}

/** A standby answers too, and takes no events. */
async function databaseCode(sql: Sql): Promise<string | undefined> {
  try {
    const { rows } = await sql.query<{ setting: string }>(
      "select current_setting('transaction_read_only') as setting",
    );
    return rows[0]?.setting === 'on' ? 'database_read_only' : undefined;
  } catch {
    return 'database_unavailable';
  }
}

function feedTrouble({ snapshots }: Context): Trouble[] {
  return snapshots.secondsSinceFollowed() > STALE_SECONDS ? [{ code: 'feed_stale' }] : [];
}

/** It is decided as it was before the change; every node would fail alike, so this is no reason to take one away. */
function stuckCampuses({ snapshots }: Context): Trouble[] {
  const stuck = snapshots.lags().filter(({ seconds }) => seconds > STALE_SECONDS);
  return stuck.map(({ slug }) => ({ code: 'campus_stuck', campus: slug }));
}

function pluginTrouble({ context, host }: ReadinessAsk): Trouble[] {
  return context.snapshots.all().flatMap(({ campus, slug }) =>
    host.plugins.flatMap(({ name }) => {
      const { health } = host.health(campus, name);
      const code = { failed: 'plugin_failed', quarantined: 'plugin_quarantined' }[health as string];
      return code === undefined ? [] : [{ code, campus: slug, plugin: name }];
    }),
  );
}

function brokerTrouble({ host, announcing, bellAway }: ReadinessAsk): Trouble[] {
  const away = brokers(host, announcing).filter(({ connected }) => !connected);
  return [
    ...away.map(({ broker }) => ({ code: 'broker_away', broker })),
    ...(bellAway() ? [{ code: 'bell_away' }] : []),
  ];
}
