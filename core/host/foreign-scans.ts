import type { Logger } from 'pino';
import { z } from 'zod';
import type { ForeignScan, ForeignVerdict } from '../hooks/hook-map.js';
import type { AskForeign } from '../use-cases/decide-foreign.js';
import type { Filled, HookRegistry } from './hook-registry.js';
import { within } from './within.js';

/** A person stands at the gate: whoever has not answered by then has not answered. */
const BUDGET_MS = 1_500;
/** Asks of one campus under way: what comes beyond, such as a reader gone mad, is not asked. */
const AT_ONCE = 64;

const verdict = z.strictObject({ opens: z.boolean(), origin: z.string().regex(/^[a-z][a-z0-9-]{0,39}$/) });

const underWay = new WeakMap<HookRegistry, number>();

/** A campus's `scan:foreign` as one question; undefined where no plugin fills it, so that nothing is asked at all. */
export function foreignScans(hooks: HookRegistry, log: Pick<Logger, 'debug'>): AskForeign | undefined {
  const fills = hooks.all('scan:foreign');
  if (fills.length === 0) return undefined;
  return async (scan) => {
    const asked = underWay.get(hooks) ?? 0;
    if (asked >= AT_ONCE) return null;
    underWay.set(hooks, asked + 1);
    try {
      return await firstAnswer(fills, scan, log);
    } finally {
      underWay.set(hooks, (underWay.get(hooks) ?? 1) - 1);
    }
  };
}

async function firstAnswer(
  fills: readonly Filled<'scan:foreign'>[],
  scan: ForeignScan,
  log: Pick<Logger, 'debug'>,
): Promise<ForeignVerdict | null> {
  const signal = AbortSignal.timeout(BUDGET_MS);
  const until = Date.now() + BUDGET_MS;
  for (const { plugin, fill } of fills) {
    try {
      const left = Math.max(1, until - Date.now());
      const answer = await within(left, 'scan:foreign', fill(scan, signal));
      if (answer !== null) return verdict.parse(answer);
    } catch (error) {
      // Told by the plugin itself when it begins and ends; here it would be told with every scan.
      log.debug({ plugin, error: (error as Error).name }, 'scan:foreign');
    }
  }
  return null;
}
