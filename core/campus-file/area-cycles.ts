import { entriesOf } from './loose.js';
import type { Finding } from './problem.js';

type Parents = ReadonlyMap<string | undefined, string | undefined>;

/** Each ring of areas that stand in one another, told once. */
export function areaCycles(file: unknown): Finding[] {
  const areas = entriesOf(file, 'areas');
  const parents = new Map(areas.map((area) => [area.text('id'), area.text('parent')]));
  const entries = new Map(areas.map((area) => [area.text('id'), area]));
  const seen = new Set<string>();
  return areas.flatMap((area) => {
    const ring = ringAbove(area.text('id'), parents, seen);
    const entry = ring.length > 0 ? entries.get(ring[0]) : undefined;
    if (entry === undefined) return [];
    const got = [...ring, ring[0]].join(' in ');
    return [{ path: [...entry.path, 'parent'], expected: 'a parent outside of this area', got }];
  });
}

/** Walks up over areas that no walk has seen, so that all walks together take one step an area. */
function ringAbove(start: string | undefined, parents: Parents, seen: Set<string>): string[] {
  const way: string[] = [];
  let at = start;
  while (at !== undefined && !seen.has(at)) {
    seen.add(at);
    way.push(at);
    at = parents.get(at);
  }
  const entrance = at === undefined ? -1 : way.indexOf(at);
  return entrance < 0 ? [] : way.slice(entrance);
}
