import { nextCampusDay } from '../../../core/domain/campus-day.js';
import type { DeviceView } from '../../../core/domain/devices.js';
import type { Localized } from '../../../core/domain/languages.js';
import type { PluginHost } from '../../../core/host/plugin-host.js';
import type { PluginHealth } from '../../../core/host/supervisor.js';
import { CONSOLE_PAGES } from '../../../core/http/page/console-nav.js';
import type { Principal } from '../../../core/http/principal.js';
import { seenPoints } from '../../../core/http/seen-points.js';
import { countJobs } from '../../../core/jobs/outbox.js';
import type { Snapshot } from '../../../core/snapshots/snapshot.js';
import {
  countFailedMessages,
  countVisits,
  type LastPull,
  readLastPulls,
} from '../../../core/store/console-counts.js';
import { type DeviceState, readDeviceStates } from '../../../core/store/device-states.js';
import { type MinuteCount, readMinutes } from '../../../core/store/events-minutes.js';
import type { Context } from '../../../core/use-cases/context.js';
import { holdsPolicy } from '../../../core/use-cases/desired-policy.js';

export const MINUTE_MS = 60_000;
export const MINUTES = 60;

/** A device, and what the hub knows of it. */
export interface KnownDevice {
  device: DeviceView;
  state: DeviceState | undefined;
}

/** What stands on the overview; the campus's own matters are null for who sees her areas only. */
export interface Overview {
  /** Epoch milliseconds. */
  now: number;
  /** Beginning of the first minute that is shown. */
  since: number;
  minutes: MinuteCount[];
  /** Those that keep a connection. */
  connected: KnownDevice[];
  /** How many ask by HTTP, and keep none. */
  asking: number;
  /** Those that do not hold the version that they should. */
  behind: KnownDevice[];
  version: number;
  visits: { expected: number; waiting: number };
  house: House | null;
}

export interface House {
  jobs: { open: number; dead: number; oldest: Date | null };
  plugins: { name: string; title: Localized; health: PluginHealth }[];
  pulls: LastPull[];
  failed: number;
}

export interface OverviewAsk {
  context: Context;
  host: PluginHost;
  snapshot: Snapshot;
  principal: Principal | null;
}

/** Everything at once, each by an index of its own: the page is asked for every ten seconds by all who look. */
export async function readOverview(ask: OverviewAsk): Promise<Overview> {
  const { context, snapshot } = ask;
  const { campus, file } = snapshot;
  const now = context.now();
  const points = seenPoints(snapshot, ask.principal, CONSOLE_PAGES.overview.roles);
  const since = Math.floor(now / MINUTE_MS) * MINUTE_MS - (MINUTES - 1) * MINUTE_MS;
  const { from, until } = today(file.campus.timeZone, now);
  const [minutes, states, visits, house] = await Promise.all([
    readMinutes(context.pool, { campus, points, since }),
    readDeviceStates(context.pool, campus),
    countVisits(context.pool, { campus, points, from, until }),
    points === null ? readHouse(ask, from) : null,
  ]);
  return { now, since, minutes, ...devicesOf(snapshot, states, points), visits, house };
}

/** The campus's local day, as instants. */
function today(timeZone: string, now: number): { from: number; until: number } {
  const until = nextCampusDay(timeZone, now);
  // A local day has 23 to 25 hours: an hour or more before today it is yesterday.
  return { from: nextCampusDay(timeZone, until - 26 * 3_600_000), until };
}

function devicesOf(
  snapshot: Snapshot,
  states: ReadonlyMap<string, DeviceState>,
  points: readonly string[] | null,
): Pick<Overview, 'connected' | 'asking' | 'behind' | 'version'> {
  const { version } = snapshot.bundle;
  const known = [...snapshot.devices.values()]
    .filter((device) => points === null || device.points.some((point) => points.includes(point)))
    .map((device) => ({ device, state: states.get(device.id) }));
  const connected = known.filter(({ device }) => device.kind === 'mqtt');
  return {
    connected,
    asking: known.length - connected.length,
    behind: known.filter(({ device, state }) => holdsPolicy(device) && state?.applied !== version),
    version,
  };
}

async function readHouse({ context, host, snapshot }: OverviewAsk, today: number): Promise<House> {
  const { campus } = snapshot;
  const [jobs, pulls, failed] = await Promise.all([
    countJobs(context.pool, campus),
    readLastPulls(context.pool, campus),
    countFailedMessages(context.pool, campus, today),
  ]);
  const plugins = host.plugins
    .filter(({ name }) => snapshot.plugins.get(name)?.enabled)
    .map(({ name, title }) => ({ name, title, health: host.health(campus, name).health }));
  return { jobs, plugins, pulls, failed };
}
