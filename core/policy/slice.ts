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
 * Two `Map`s of the same cost a decision twice as much, and several times the memory.
 */
export class Slice {
  private readonly table: Int32Array;
  private readonly mask: number;

  constructor({ allow, deny }: FirstRules) {
    const groups = new Set([...allow.keys(), ...deny.keys()]);
    const places = 2 ** Math.ceil(Math.log2(groups.size * 2 + 1));
    this.table = new Int32Array(places * WIDTH);
    this.mask = places - 1;
    for (const group of groups) {
      this.table.set([group, allow.get(group) ?? NO_RULE, deny.get(group) ?? NO_RULE], this.freePlace(group));
    }
  }

  /** The lowest index of a rule that allows one of the groups, or -1. */
  allowing(groups: readonly number[]): number {
    return this.first(groups, ALLOW);
  }

  /** The lowest index of a rule that denies one of the groups, or -1. */
  denying(groups: readonly number[]): number {
    return this.first(groups, DENY);
  }

  private first(groups: readonly number[], column: number): number {
    let first = NO_RULE;
    for (const group of groups) {
      const rule = this.ruleOf(group, column);
      if (rule !== NO_RULE && (first === NO_RULE || rule < first)) first = rule;
    }
    return first;
  }

  private ruleOf(group: number, column: number): number {
    for (let place = group & this.mask; ; place = (place + 1) & this.mask) {
      const held = this.table[place * WIDTH];
      if (held === group) return this.table[place * WIDTH + column] ?? NO_RULE;
      if (held === 0) return NO_RULE;
    }
  }

  private freePlace(group: number): number {
    let place = group & this.mask;
    while (this.table[place * WIDTH] !== 0) place = (place + 1) & this.mask;
    return place * WIDTH;
  }
}
