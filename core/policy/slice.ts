/** Place layout: group number (0 is a free place, as no group has it), then the first rule that allows and denies it. */
const WIDTH = 3;
const ALLOW = 1;
const DENY = 2;
const NO_RULE = -1;

/** The first rule, by its index, that allows and that denies each group. */
export interface FirstRules {
  allow: ReadonlyMap<number, number>;
  deny: ReadonlyMap<number, number>;
}

/**
 * A stretch of a day in which the same rules hold: an open-addressed table in one block of memory, at most half full.
 * Two `Map`s of the same cost a decision twice as much, and several times the memory. Plain data, so that a bundle can
 * be handed from the thread that compiled it.
 */
export interface Slice {
  readonly table: Int32Array;
  readonly mask: number;
}

export function sliceOf({ allow, deny }: FirstRules): Slice {
  const groups = new Set([...allow.keys(), ...deny.keys()]);
  const places = 2 ** Math.ceil(Math.log2(groups.size * 2 + 1));
  const slice: Slice = { table: new Int32Array(places * WIDTH), mask: places - 1 };
  for (const group of groups) {
    slice.table.set(
      [group, allow.get(group) ?? NO_RULE, deny.get(group) ?? NO_RULE],
      freePlace(slice, group),
    );
  }
  return slice;
}

/** The lowest index of a rule that allows one of the groups, or -1. */
export function allowing(slice: Slice, groups: readonly number[]): number {
  return first(slice, groups, ALLOW);
}

/** The lowest index of a rule that denies one of the groups, or -1. */
export function denying(slice: Slice, groups: readonly number[]): number {
  return first(slice, groups, DENY);
}

function first(slice: Slice, groups: readonly number[], column: number): number {
  let lowest = NO_RULE;
  for (const group of groups) {
    const rule = ruleOf(slice, group, column);
    if (rule !== NO_RULE && (lowest === NO_RULE || rule < lowest)) lowest = rule;
  }
  return lowest;
}

function ruleOf({ table, mask }: Slice, group: number, column: number): number {
  for (let place = group & mask; ; place = (place + 1) & mask) {
    const held = table[place * WIDTH];
    if (held === group) return table[place * WIDTH + column] ?? NO_RULE;
    if (held === 0) return NO_RULE;
  }
}

function freePlace({ table, mask }: Slice, group: number): number {
  let place = group & mask;
  while (table[place * WIDTH] !== 0) place = (place + 1) & mask;
  return place * WIDTH;
}
