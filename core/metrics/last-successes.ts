import type { Figures } from '../store/figures.js';

type Pull = Figures['pulls'][number];

/** A source's row tells of its last pull only: what went well before a failure is remembered here. */
export function lastSuccesses(): (
  pulls: readonly Pull[],
) => { campus: number; source: string; at: number }[] {
  const seen = new Map<string, number>();
  return (pulls) =>
    pulls.flatMap(({ campus, source, endedAt, outcome }) => {
      const key = `${campus}/${source}`;
      if (outcome === 'applied' || outcome === 'unchanged') seen.set(key, endedAt);
      const at = seen.get(key);
      return at === undefined ? [] : [{ campus, source, at }];
    });
}
