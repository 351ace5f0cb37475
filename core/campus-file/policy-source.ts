import type { PolicySource } from '../domain/policy-source.js';
import type { CampusFile } from './schema.js';

/** What the hub has given out: numbers stand in codes and are never used again. */
export interface PolicyNumbers {
  points: ReadonlyMap<string, number>;
  groups: ReadonlyMap<string, number>;
}

/** The part of a campus file that decisions rest on. Throws where a point or group has no number yet. */
export function toPolicySource(file: CampusFile, numbers: PolicyNumbers): PolicySource {
  return {
    campus: file.campus.number,
    slug: file.campus.slug,
    timeZone: file.campus.timeZone,
    areas: file.areas,
    points: file.points.map((point) => ({ ...point, number: numberOf(numbers.points, 'point', point.id) })),
    groups: file.groups.map(({ id, name }) => ({ id, name, number: numberOf(numbers.groups, 'group', id) })),
    schedules: file.schedules,
    rules: file.rules,
  };
}

function numberOf(numbers: ReadonlyMap<string, number>, what: string, id: string): number {
  const number = numbers.get(id);
  if (number === undefined) throw new Error(`the ${what} "${id}" has no number yet`);
  return number;
}
