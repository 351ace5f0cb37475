import type { Snapshot } from '../snapshots/snapshot.js';
import type { Context } from '../use-cases/context.js';
import { syncEligibility } from '../use-cases/sync-eligibility.js';
import type { HookRegistry } from './hook-registry.js';
import type { Scope } from './plugin.js';

/** Pulls every source that the plugin filled, now and on its interval. A failed pull is that pull's own record. */
export function keepPulling(ask: {
  context: Context;
  campus: () => Snapshot;
  plugin: string;
  hooks: HookRegistry;
  scope: Scope;
}): void {
  const sources = ask.hooks.all('eligibility:pull').filter((filled) => filled.plugin === ask.plugin);
  for (const { fill } of sources) {
    ask.scope.every(fill.interval, async (signal) => {
      const report = await syncEligibility(ask.context, ask.campus(), ask.plugin, fill, signal);
      ask.scope.log.info({ source: fill.name, outcome: report.outcome, counts: report.counts }, 'pulled');
    });
  }
}
