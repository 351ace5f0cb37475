import type { PullEnd } from '../../../../core/hooks/hook-map.js';
import { hcmsSettings, type SoapSettings } from '../../../../plugins/hcms/settings.js';
import { workerFeed } from '../../../../plugins/hcms/soap/worker-feed.js';
import { type Hr, startHr } from '../../../../simulators/hr/start-hr.js';
import { loadPeople } from '../../../../simulators/people/people.js';

export const CREDENTIALS = { username: 'gatehouse', password: 'hr & secret' };

export function startTestHr(): Promise<Hr> {
  return startHr({ ...loadPeople('hku', new Date('2026-11-22T04:00:00Z')), credentials: CREDENTIALS });
}

export interface Pulled {
  batches: unknown[][];
  records: Record<string, unknown>[];
  end: PullEnd;
}

/** Settings of one SOAP source as an admin gives them, with every default filled in. */
export function soapSettings(url: string, more: object = {}): SoapSettings {
  const { username: user, password } = CREDENTIALS;
  const { sources } = hcmsSettings.parse({ sources: [{ kind: 'soap', url, user, password, ...more }] });
  return sources[0] as SoapSettings;
}

export function feedAt(url: string, more: object = {}, now = () => 0) {
  return workerFeed(soapSettings(url, more), { interval: 300, dropLimit: 0.1, allowPrivate: true, now });
}

/** Reads a source to its end. */
export async function pullAll(
  source: ReturnType<typeof feedAt>,
  cursor: string | null = null,
  signal = new AbortController().signal,
): Promise<Pulled> {
  const pulling = source.pull(cursor, signal);
  const batches: unknown[][] = [];
  for (;;) {
    const step = await pulling.next();
    if (step.done) return { batches, records: batches.flat() as Record<string, unknown>[], end: step.value };
    batches.push(step.value);
  }
}

/** The code and fault that a promise ends with. */
export async function failureOf(work: Promise<unknown>): Promise<{ code: unknown; fault: unknown }> {
  try {
    await work;
    return { code: 'none', fault: undefined };
  } catch (error) {
    const { code, fault } = error as { code?: unknown; fault?: unknown };
    return { code, fault };
  }
}
