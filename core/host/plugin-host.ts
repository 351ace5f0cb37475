import type { DecisionEvent } from '../domain/decision-event.js';
import { Problem } from '../domain/problem.js';
import type { HookMap } from '../hooks/hook-map.js';
import type { RouteTable } from '../http/route-table.js';
import type { Snapshot } from '../snapshots/snapshot.js';
import type { PluginState } from '../store/plugin-settings.js';
import type { Context } from '../use-cases/context.js';
import { openSettings } from '../use-cases/seal-settings.js';
import { HookRegistry } from './hook-registry.js';
import { hubFor } from './hub-for.js';
import type { Node, Plugin, StartedNode } from './plugin.js';
import { keepPulling } from './pull-loop.js';
import { openScope } from './scope.js';
import { type PluginHealth, Supervisor } from './supervisor.js';
import { within } from './within.js';

interface Running {
  version: number;
  close(): Promise<void>;
}

/** How long a plugin may take to start and to stop, and how long after a failed start it is tried again. */
const LIMITS = { startMs: 20_000, stopMs: 10_000, retryMs: 5_000 };

/**
 * Keeps, on this node, every campus's plugins as the snapshots say: started when enabled, started again when their
 * settings change, stopped when disabled. One that fails is named in the log; the hub and the others go on.
 */
export class PluginHost {
  readonly #running = new Map<string, Running>();
  readonly #hooks = new Map<number, HookRegistry>();
  readonly #nodes = new Map<string, StartedNode<unknown>>();
  /** Shared parts whose start was given up, until they have come after all and were stopped. */
  readonly #late = new Map<string, Promise<void>>();
  readonly #supervisor: Supervisor;
  readonly #retries = new Set<NodeJS.Timeout>();
  #work: Promise<void> = Promise.resolve();
  #undo: (() => void) | undefined;

  constructor(
    private readonly on: {
      plugins: readonly Plugin[];
      context: Context;
      node: Node;
      routes: RouteTable;
      env: (name: string) => string | undefined;
    },
    private readonly limits = LIMITS,
  ) {
    this.#supervisor = new Supervisor(on.context.now);
  }

  get plugins(): readonly Plugin[] {
    return this.on.plugins;
  }

  async start(): Promise<void> {
    this.#undo = this.on.context.snapshots.onSwap((next, before) => {
      if (next.plugins !== before?.plugins || next.file !== before?.file) void this.settle(next);
    });
    for (const snapshot of this.on.context.snapshots.all()) await this.settle(snapshot);
  }

  async stop(): Promise<void> {
    this.#undo?.();
    await this.#work;
    for (const timer of this.#retries) clearTimeout(timer);
    await Promise.all([...this.#running.keys()].map((key) => this.#close(key)));
    const { stopMs } = this.limits;
    await Promise.allSettled(
      [...this.#nodes.values()].map((node) => within(stopMs, 'stopping', node.stop())),
    );
  }

  /** The lines to other systems that plugins keep on this node. */
  lines(): { name: string; connected: boolean }[] {
    const lines = [...this.#nodes.values()].flatMap(({ line }) => line ?? []);
    return lines.map((line) => ({ name: line.name, connected: line.isConnected() }));
  }

  hooks(campus: number): HookRegistry {
    const known = this.#hooks.get(campus) ?? new HookRegistry();
    this.#hooks.set(campus, known);
    return known;
  }

  health(campus: number, plugin: string): { health: PluginHealth; problem: string | undefined } {
    const key = `${campus}/${plugin}`;
    if (this.#running.has(key)) return { health: 'running', problem: undefined };
    return this.#supervisor.health(key);
  }

  /**
   * How the plugin takes a device to its policy, once it runs with the settings of this snapshot. Undefined where it is
   * disabled or pushes nothing; throws `plugin_not_running` (503) where it should run so and does not, or not yet.
   */
  async pushOf(snapshot: Snapshot, plugin: string): Promise<HookMap['policy:push'] | undefined> {
    const wanted = snapshot.plugins.get(plugin);
    if (!wanted?.enabled || !this.plugins.some(({ name }) => name === plugin)) return undefined;
    await this.#work;
    if (this.#running.get(`${snapshot.campus}/${plugin}`)?.version === wanted.version)
      return this.hooks(snapshot.campus).of('policy:push', plugin);
    throw new Problem(503, 'plugin_not_running', 'The plugin does not run with these settings yet.');
  }

  /** Brings one campus's plugins to what its snapshot says; calls queue up. */
  settle(snapshot: Snapshot): Promise<void> {
    this.#work = this.#work.then(() => this.#settle(snapshot));
    return this.#work;
  }

  /** Tells a decision to all who listen; what they throw stays with them. */
  tellDecision(campus: number, event: DecisionEvent): void {
    for (const { plugin, fill } of this.hooks(campus).all('tell:decision')) {
      Promise.resolve()
        .then(() => fill(event))
        .catch((error: Error) => this.on.context.log.warn({ plugin, error: error.message }, 'tell:decision'));
    }
  }

  /** Side by side: they know nothing of each other, and one whose other side is slow must not hold up the rest. */
  async #settle(snapshot: Snapshot): Promise<void> {
    await Promise.all(this.on.plugins.map((plugin) => this.#bring(plugin, snapshot)));
  }

  async #bring(plugin: Plugin, snapshot: Snapshot): Promise<void> {
    const key = `${snapshot.campus}/${plugin.name}`;
    const state = snapshot.plugins.get(plugin.name);
    const running = this.#running.get(key);
    const wanted = state?.enabled ? state : undefined;
    if (running && running.version !== wanted?.version) await this.#close(key);
    if (wanted && !this.#running.has(key)) await this.#open(key, plugin, snapshot, wanted);
    if (!wanted) this.#supervisor.forget(key);
  }

  async #open(key: string, plugin: Plugin, snapshot: Snapshot, state: PluginState): Promise<void> {
    if (!this.#supervisor.mayStart(key, state.version)) return;
    const { context, node, routes } = this.on;
    const hooks = this.hooks(snapshot.campus);
    const campus = () => context.snapshots.byNumber(snapshot.campus) ?? snapshot;
    const hub = hubFor({
      context,
      campus,
      plugin: plugin.name,
      hooks,
      tell: (event) => this.tellDecision(snapshot.campus, event),
    });
    const crashed = (error: unknown) =>
      context.log.warn(
        { plugin: key, error: (error as Error).message },
        'repeated work failed; it is tried again',
      );
    let opened: ReturnType<typeof openScope> | undefined;
    try {
      const settings = this.#settings(plugin, state);
      const shared = await this.#shared(plugin);
      opened = openScope({ plugin, settings, shared, snapshot, node, hub, context, hooks, routes, crashed });
      await within(this.limits.startMs, 'starting', plugin.start(opened.scope));
      keepPulling({ context, campus, plugin: plugin.name, hooks, scope: opened.scope });
      this.#running.set(key, { version: state.version, close: opened.close });
      this.#supervisor.started(key);
    } catch (error) {
      await this.#end(key, opened?.close());
      context.log.error(
        { plugin: plugin.name, campus: snapshot.slug, error: (error as Error).message },
        'plugin failed',
      );
      if (this.#supervisor.crashed(key, state.version, error) === 'again') this.#tryLater(snapshot.campus);
    }
  }

  #tryLater(campus: number): void {
    const timer = setTimeout(() => {
      this.#retries.delete(timer);
      const snapshot = this.on.context.snapshots.byNumber(campus);
      if (snapshot) void this.settle(snapshot);
    }, this.limits.retryMs);
    this.#retries.add(timer);
  }

  #settings(plugin: Plugin, state: PluginState): unknown {
    const { settings, missing } = openSettings(this.on.context.vault, state.settings, this.on.env);
    if (missing.length > 0) throw new Error(`environment variables not set: ${missing.join(', ')}`);
    const checked = plugin.settings.safeParse(settings);
    if (checked.success) return checked.data;
    throw new Error(
      `settings: ${checked.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; ')}`,
    );
  }

  async #shared(plugin: Plugin): Promise<unknown> {
    const known = this.#nodes.get(plugin.name);
    if (known) return known.shared;
    const { startMs } = this.limits;
    // Two at once would fight for one port.
    await within(startMs, 'ending the start before', this.#late.get(plugin.name));
    const starting = plugin.startNode?.(this.on.node);
    if (!starting) return undefined;
    try {
      const started = await within(startMs, 'starting', starting);
      this.#nodes.set(plugin.name, started);
      return started.shared;
    } catch (error) {
      this.#late.set(plugin.name, this.#stopLate(plugin.name, starting));
      throw error;
    }
  }

  /** What comes after its start was given up belongs to nobody: it is stopped as soon as it is there. */
  async #stopLate(plugin: string, starting: ReturnType<NonNullable<Plugin['startNode']>>): Promise<void> {
    const late = await starting.catch(() => undefined);
    if (late) await this.#end(plugin, late.stop());
    this.#late.delete(plugin);
  }

  async #close(key: string): Promise<void> {
    const running = this.#running.get(key);
    this.#running.delete(key);
    await this.#end(key, running?.close());
  }

  async #end(plugin: string, closing: Promise<void> | undefined): Promise<void> {
    await within(this.limits.stopMs, 'stopping', closing).catch((error: Error) =>
      this.on.context.log.error({ plugin, error: error.message }, 'a plugin did not stop'),
    );
  }
}
