import { Gauge, type Registry } from 'prom-client';
import type { Announcing } from '../announce/start-announcing.js';
import type { PluginHost } from '../host/plugin-host.js';
import { type Figures, readFigures } from '../store/figures.js';
import type { Context } from '../use-cases/context.js';
import { kept } from './kept.js';
import { lastSuccesses } from './last-successes.js';

export interface Watched {
  context: Context;
  host: PluginHost;
  /** Only where decisions go to a message broker. */
  announcing?: Announcing | undefined;
}

type Labels = Record<string, string>;
type Value = readonly [value: number, labels?: Labels];
type Read = () => readonly Value[] | Promise<readonly Value[]>;

/** What needs the database is asked for this seldom, however often somebody scrapes. */
const FIGURES_MS = 10_000;

/** How things stand: read at each scrape. A campus is named by its slug. */
export function addGauges(registry: Registry, on: Watched): void {
  const gauge = (name: string, help: string, labelNames: string[], read: Read) => {
    new Gauge({
      name: `gatehouse_${name}`,
      help,
      labelNames,
      registers: [registry],
      async collect() {
        this.reset();
        // What cannot be read now is left out rather than told as it was; the database's own gauge says why.
        const values = await Promise.resolve(read()).catch(() => []);
        for (const [value, labels] of values) this.set(labels ?? {}, value);
      },
    });
  };
  addNodeGauges(gauge, on);
  addCampusGauges(gauge, on);
  addFigures(gauge, on);
}

type AddGauge = (name: string, help: string, labelNames: string[], read: Read) => void;

function addNodeGauges(gauge: AddGauge, { context, host, announcing }: Watched): void {
  const { pool, recorder, snapshots } = context;
  gauge('database_connections', 'Connections of the pool to the database.', ['state'], () => [
    [pool.totalCount - pool.idleCount, { state: 'used' }],
    [pool.idleCount, { state: 'idle' }],
  ]);
  gauge('database_waiting_requests', 'Work that waits for a connection of the pool.', [], () => [
    [pool.waitingCount],
  ]);
  gauge('event_waiting_scans', 'Scans that wait to be recorded.', [], () => [[recorder.waiting]]);
  gauge('feed_age_seconds', 'Since the feed of changes was last read.', [], () => [
    [snapshots.secondsSinceFollowed()],
  ]);
  gauge('broker_connected', 'Whether the line to a broker is up.', ['broker'], () =>
    brokers(host, announcing).map(({ broker, connected }) => [Number(connected), { broker }]),
  );
  if (!announcing) return;
  const backlog = kept(FIGURES_MS, () => announcing.announcer.backlog());
  gauge(
    'announcer_waiting_decisions',
    'Decisions that the message broker has not confirmed.',
    [],
    async () => [[(await backlog()).waiting]],
  );
  gauge('announcer_oldest_seconds', 'How long the oldest of them has waited.', [], async () => [
    [(await backlog()).oldestSeconds],
  ]);
}

function addCampusGauges(gauge: AddGauge, { context, host }: Watched): void {
  const { snapshots, now } = context;
  gauge(
    'feed_lag_seconds',
    'How long a campus has waited for its newest change; 0 when it has it.',
    ['campus'],
    () => snapshots.lags().map(({ slug, seconds }) => [seconds, { campus: slug }]),
  );
  gauge('snapshot_age_seconds', 'Since the bundle of a campus was compiled.', ['campus'], () =>
    snapshots.all().map(({ slug, compiledAt }) => [(now() - compiledAt) / 1000, { campus: slug }]),
  );
  gauge('bundle_version', 'Version of the policy by which a campus is decided.', ['campus'], () =>
    snapshots.all().map(({ slug, bundle }) => [bundle.version, { campus: slug }]),
  );
  gauge('plugin_state', '1 for the state that a plugin is in.', ['campus', 'plugin', 'state'], () =>
    snapshots.all().flatMap(({ campus, slug }) =>
      host.plugins.map(({ name }): Value => {
        const { health } = host.health(campus, name);
        return [1, { campus: slug, plugin: name, state: health }];
      }),
    ),
  );
}

function addFigures(gauge: AddGauge, { context }: Watched): void {
  const figures = kept(FIGURES_MS, () => readFigures(context.pool));
  const slug = (number: number) => context.snapshots.byNumber(number)?.slug ?? String(number);
  const each =
    <Part extends keyof Figures>(part: Part, value: (row: Figures[Part][number]) => Value[]) =>
    async () =>
      (await figures())[part].flatMap((row) => value(row as Figures[Part][number]));
  const successes = lastSuccesses();

  gauge('database_up', 'Whether the database answered when it was asked last.', [], () =>
    figures().then(
      () => [[1]],
      () => [[0]],
    ),
  );
  gauge(
    'jobs',
    'Jobs that wait or run, and jobs that were given up.',
    ['campus', 'kind', 'state'],
    each('jobs', ({ campus, kind, open, dead }) => [
      [open, { campus: slug(campus), kind, state: 'open' }],
      [dead, { campus: slug(campus), kind, state: 'dead' }],
    ]),
  );
  gauge(
    'jobs_oldest_seconds',
    'How long the oldest open job has waited.',
    ['campus', 'kind'],
    each('jobs', ({ campus, kind, oldestSeconds }) => [[oldestSeconds, { campus: slug(campus), kind }]]),
  );
  gauge(
    'messages',
    'Messages of the last day.',
    ['campus', 'channel', 'state'],
    each('messages', ({ campus, channel, state, count }) => [
      [count, { campus: slug(campus), channel, state }],
    ]),
  );
  const devices = (name: 'total' | 'online' | 'behind', help: string) =>
    gauge(
      name === 'total' ? 'devices' : `devices_${name}`,
      help,
      ['campus', 'plugin'],
      each('devices', (row) => [[row[name], { campus: slug(row.campus), plugin: row.plugin }]]),
    );
  devices('total', 'Devices of a plugin.');
  devices('online', 'Devices that are connected or answer.');
  devices('behind', 'Devices that have not confirmed what they should hold.');
  gauge(
    'pull_last_success',
    'Whether the last pull of a source was applied or found nothing new.',
    ['campus', 'source'],
    each('pulls', ({ campus, source, outcome }) => [
      [Number(outcome === 'applied' || outcome === 'unchanged'), { campus: slug(campus), source }],
    ]),
  );
  gauge(
    'pull_last_success_timestamp_seconds',
    'When a source was last pulled with success, as far as this node has seen.',
    ['campus', 'source'],
    async () =>
      successes((await figures()).pulls).map(({ campus, source, at }) => [
        at,
        { campus: slug(campus), source },
      ]),
  );
}

/** The lines to brokers that this node keeps, and whether each is up. */
export function brokers(
  host: PluginHost,
  announcing: Announcing | undefined,
): { broker: string; connected: boolean }[] {
  const announced = announcing ? [{ broker: 'amqp', connected: announcing.isConnected() }] : [];
  return [...announced, ...host.lines().map(({ name, connected }) => ({ broker: name, connected }))];
}
