/** How much a seeded campus holds, at a share of the whole (1 is issue-sized: 5,000,000 events). */
export interface Sizes {
  people: number;
  points: number;
  events: number;
  visits: number;
  messages: number;
  audit: number;
  jobs: number;
}

const WHOLE: Sizes = {
  people: 100_000,
  points: 2_000,
  events: 5_000_000,
  visits: 20_000,
  messages: 50_000,
  audit: 200_000,
  jobs: 20_000,
};
/** Below it a campus has no tree of areas worth the name. */
const FEWEST = 40;
/** Days of which there are events, today among them. */
export const DAYS = 90;
/** A controller of so many doors has one device credential. */
export const POINTS_PER_DEVICE = 4;

export function sizesAt(share: number): Sizes {
  const part = (of: keyof Sizes) => Math.max(FEWEST, Math.round(WHOLE[of] * share));
  return {
    people: part('people'),
    points: part('points'),
    events: part('events'),
    visits: part('visits'),
    messages: part('messages'),
    audit: part('audit'),
    jobs: part('jobs'),
  };
}
