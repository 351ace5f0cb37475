import type { HookName } from '../hooks/hook-map.js';
import { HOOK_NAMES } from '../hooks/hook-names.js';
import type { AnyRoute } from '../http/route.js';
import type { RouteTable } from '../http/route-table.js';
import type { Snapshot } from '../snapshots/snapshot.js';
import type { Context } from '../use-cases/context.js';
import type { HookRegistry } from './hook-registry.js';
import type { Hub } from './hub.js';
import type { Node, Plugin, Scope } from './plugin.js';

export interface ScopeAsk {
  plugin: Plugin;
  settings: unknown;
  shared: unknown;
  snapshot: Snapshot;
  node: Node;
  hub: Hub;
  context: Context;
  hooks: HookRegistry;
  routes: RouteTable;
  /** A piece of work of the plugin threw after it had started. */
  crashed: (error: unknown) => void;
}

/** A plugin's scope on one campus, and the way to take back all that was registered on it. */
export function openScope(ask: ScopeAsk): { scope: Scope; close(): Promise<void> } {
  const { plugin, snapshot, node, context } = ask;
  const ended = new AbortController();
  const taken: (() => void)[] = [];
  const undo: (() => Promise<void> | void)[] = [];
  const running = new Set<Promise<void>>();
  // Of a function that throws before it promises anything, too.
  const started = async (work: (signal: AbortSignal) => Promise<void>) => work(ended.signal);
  const scope: Scope = {
    campus: {
      number: snapshot.campus,
      slug: snapshot.slug,
      name: snapshot.file.campus.name,
      timeZone: snapshot.file.campus.timeZone,
      languages: snapshot.file.campus.languages,
    },
    settings: ask.settings,
    shared: ask.shared,
    node,
    log: context.log.child({ plugin: plugin.name, campus: snapshot.slug }),
    signal: ended.signal,
    now: context.now,
    hub: ask.hub,
    provide(hook, fill) {
      refuseUndeclared(plugin, hook);
      refuseEnded(plugin, ended.signal);
      taken.push(ask.hooks.provide(hook, plugin.name, fill));
    },
    route(route) {
      refuseForeignPath(plugin, snapshot.slug, route.path);
      refuseEnded(plugin, ended.signal);
      taken.push(ask.routes.add(route as AnyRoute));
    },
    mount(path, handler) {
      refuseForeignPath(plugin, snapshot.slug, path);
      refuseEnded(plugin, ended.signal);
      taken.push(ask.routes.mount(path, handler));
    },
    every(seconds, work) {
      refuseEnded(plugin, ended.signal);
      const timer = setInterval(() => run(), seconds * 1_000);
      const run = () => {
        if (running.has(current) || ended.signal.aborted) return;
        current = started(work)
          .catch(ask.crashed)
          .finally(() => running.delete(current));
        running.add(current);
      };
      let current: Promise<void> = Promise.resolve();
      taken.push(() => clearInterval(timer));
      run();
    },
    onStop(work) {
      // A start that was given up and goes on nevertheless may still open something: it is closed at once.
      if (ended.signal.aborted) void stopped(work);
      else undo.push(work);
    },
    async query<Row extends object>(text: string, values: unknown[] = []) {
      const { rows } = await context.pool.query<Row>(text, values);
      return rows;
    },
  };
  const stopped = async (work: () => Promise<void> | void) => {
    try {
      await work();
    } catch (error) {
      scope.log.warn({ error: (error as Error).message }, 'stopping');
    }
  };
  return {
    scope,
    async close() {
      ended.abort();
      // First and all of it what the hub itself registered: what the plugin does to stop may throw or hang.
      for (const takeBack of taken.splice(0).reverse()) takeBack();
      for (const work of undo.splice(0).reverse()) await stopped(work);
      await Promise.allSettled(running);
    },
  };
}

/** A start that was given up must not register what nobody would take back. */
function refuseEnded(plugin: Plugin, ended: AbortSignal): void {
  if (ended.aborted) throw new Error(`plugin ${plugin.name}: its scope has ended`);
}

function refuseUndeclared(plugin: Plugin, hook: HookName): void {
  if (!HOOK_NAMES.includes(hook)) throw new Error(`plugin ${plugin.name}: there is no hook ${hook}`);
  if (!plugin.hooks.includes(hook))
    throw new Error(`plugin ${plugin.name}: its card does not name the hook ${hook}`);
}

/** A plugin of one campus can answer nothing on another's paths, nor on the hub's own. */
function refuseForeignPath(plugin: Plugin, slug: string, path: string): void {
  const own = [
    `/${slug}/`,
    `/api/v1/campuses/${slug}/`,
    `/plugins/${plugin.name}/${slug}/`,
    `/oidc/${slug}/`,
  ];
  if (own.some((prefix) => `${path}/`.startsWith(prefix))) return;
  throw new Error(`plugin ${plugin.name}: ${path} begins with none of ${own.join(', ')}`);
}
