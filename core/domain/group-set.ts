/**
 * A code has room for twelve groups; who is in more carries the number of a set that stands for all of them. A set is a
 * row among the groups whose id spells its members' numbers.
 */
export function groupSetId(numbers: readonly number[]): string {
  return `set:${numbers.join(',')}`;
}

/** The numbers that a set stands for; null for the id of an ordinary group. */
export function groupSetMembers(id: string): number[] | null {
  return id.startsWith('set:') ? id.slice('set:'.length).split(',').map(Number) : null;
}
