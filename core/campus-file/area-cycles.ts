import { entriesOf } from './loose.js';
import type { Finding } from './problem.js';

/** Each ring of areas that stand in one another, told once, at its first area in the file. */
export function areaCycles(file: unknown): Finding[] {
  const areas = entriesOf(file, 'areas');
  const parents = new Map(areas.map((area) => [area.text('id'), area.text('parent')]));
  const told = new Set<string>();
  return areas.flatMap((area) => {
    const ring = ringFrom(area.text('id'), parents);
    if (ring.length === 0 || ring.some((id) => told.has(id))) return [];
    for (const id of ring) told.add(id);
    const got = [...ring, ring[0]].join(' in ');
    return [{ path: [...area.path, 'parent'], expected: 'a parent outside of this area', got }];
  });
}

/** The ids from `start` back to `start`, or none when the way up ends or runs into another ring. */
function ringFrom(start: string | undefined, parents: ReadonlyMap<string | undefined, string | undefined>) {
  const way: string[] = [];
  for (let at = start; at !== undefined && !way.includes(at); at = parents.get(at)) {
    way.push(at);
    if (parents.get(at) === start) return way;
  }
  return [];
}
