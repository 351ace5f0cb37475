import { groupSetMembers } from '../domain/group-set.js';
import type { PolicySource } from '../domain/policy-source.js';
import type { CampusFile } from './schema.js';

/** What the hub has given out: numbers stand in codes and are never used again. */
export interface PolicyNumbers {
  points: ReadonlyMap<string, number>;
  groups: ReadonlyMap<string, number>;
}

/** The part of a campus file that decisions rest on. Throws where a point or group has no number yet. */
export function toPolicySource(file: CampusFile, numbers: PolicyNumbers): PolicySource {
  const sets = setsOf(numbers);
  const named = file.groups.map(({ id, name }) => ({
    id,
    name,
    number: numberOf(numbers.groups, 'group', id),
  }));
  return {
    campus: file.campus.number,
    slug: file.campus.slug,
    timeZone: file.campus.timeZone,
    areas: file.areas.map(({ owners: _, ...area }) => area),
    points: file.points.map((point) => ({ ...point, number: numberOf(numbers.points, 'point', point.id) })),
    groups: [...named, ...sets.map(({ id, number }) => ({ id, number, name: { en: id } }))],
    schedules: file.schedules,
    rules: file.rules.map((rule) => ({
      ...rule,
      groups: [...rule.groups, ...setsWith(sets, rule.groups, numbers)],
    })),
  };
}

interface GroupSet {
  id: string;
  number: number;
  members: readonly number[];
}

function setsOf(numbers: PolicyNumbers): GroupSet[] {
  return [...numbers.groups].flatMap(([id, number]) => {
    const members = groupSetMembers(id);
    return members === null ? [] : [{ id, number, members }];
  });
}

/** A rule that names a group means those, too, whose code carries a set with that group in it. */
function setsWith(sets: readonly GroupSet[], groups: readonly string[], numbers: PolicyNumbers): string[] {
  const named = groups.map((id) => numbers.groups.get(id));
  return sets
    .filter(({ members }) => named.some((one) => one !== undefined && members.includes(one)))
    .map(({ id }) => id);
}

function numberOf(numbers: ReadonlyMap<string, number>, what: string, id: string): number {
  const number = numbers.get(id);
  if (number === undefined) throw new Error(`the ${what} "${id}" has no number yet`);
  return number;
}
