import type { PolicySource, Rule } from '../domain/policy-source.js';
import { PolicyError } from './errors.js';

/** Looks an id up in a source. @throws PolicyError `unknown_reference` that names who asked. */
export function lookUp<T>(known: ReadonlyMap<string, T>, id: string, kind: string, asker: string): T {
  const found = known.get(id);
  if (found !== undefined) return found;
  throw new PolicyError('unknown_reference', `${asker} names ${kind} "${id}", which does not exist`);
}

/** Each area and the areas it stands in, itself first. @throws PolicyError `unknown_reference`, `area_cycle` */
export function areaChains({ areas }: PolicySource): Map<string, readonly string[]> {
  const byId = new Map(areas.map((area) => [area.id, area]));
  const chains = new Map<string, readonly string[]>();
  for (const { id } of areas) {
    const chain: string[] = [];
    for (let next: string | undefined = id; next !== undefined; ) {
      if (chain.includes(next)) throw new PolicyError('area_cycle', `area "${next}" stands in itself`);
      chain.push(next);
      next = lookUp(byId, next, 'area', `area "${id}"`).parent;
    }
    chains.set(id, chain);
  }
  return chains;
}

/** Every point's id with the indices of the rules that name it or an area around it, in the source's order. */
export function rulesOfPoints(source: PolicySource): Map<string, readonly number[]> {
  const chains = areaChains(source);
  const rulesAt = new Map(source.points.map((point) => [point.id, [] as number[]]));
  const inArea = new Map([...chains.keys()].map((area) => [area, [] as string[]]));
  for (const { id, area } of source.points) {
    for (const around of lookUp(chains, area, 'area', `point "${id}"`)) inArea.get(around)?.push(id);
  }
  source.rules.forEach((rule, index) => {
    for (const point of pointsOf(rule, inArea))
      lookUp(rulesAt, point, 'point', `rule "${rule.id}"`).push(index);
  });
  return rulesAt;
}

function pointsOf(rule: Rule, inArea: ReadonlyMap<string, readonly string[]>): Set<string> {
  const below = rule.areas.flatMap((area) => lookUp(inArea, area, 'area', `rule "${rule.id}"`));
  return new Set([...rule.points, ...below]);
}
