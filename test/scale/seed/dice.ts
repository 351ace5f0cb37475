/** Random choices that are the same in every run. */
export interface Dice {
  below(count: number): number;
  of<T>(list: readonly [T, ...T[]]): T;
  /** One of these, as often as its weight says. */
  weighted<T>(list: readonly [readonly [T, number], ...(readonly [T, number])[]]): T;
}

export function diceOf(seed: number): Dice {
  const roll = numbers(seed);
  const below = (count: number) => Math.floor(roll() * count);
  return {
    below,
    of: (list) => list[below(list.length)] ?? list[0],
    weighted(list) {
      let rest = roll() * list.reduce((sum, [, weight]) => sum + weight, 0);
      for (const [one, weight] of list) {
        rest -= weight;
        if (rest < 0) return one;
      }
      return list[0][0];
    },
  };
}

/** From 0 to 1 (mulberry32). */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
