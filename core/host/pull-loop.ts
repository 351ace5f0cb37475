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
      const { outcome, counts } = report;
      const calm = outcome === 'applied' || outcome === 'unchanged';
      // A problem's path is a code or a field's name, never what stood in the record.
      const told = {
        source: fill.name,
        outcome,
        counts,
        ...(calm ? {} : { problem: report.problems[0]?.path }),
      };
      ask.scope.log[calm ? 'info' : 'warn'](told, 'pulled');
    });
  }
}
