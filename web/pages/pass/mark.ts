import type { PassView } from '../../../core/domain/visits.js';

/** What of a pass a visitor must see anew when it changes; state first. The page and its island compare it. */
export function markOf(pass: {
  state: PassView['state'];
  from: string;
  until: string;
  points: readonly { id: string }[];
}): string {
  return [pass.state, pass.from, pass.until, ...pass.points.map(({ id }) => id)].join(' ');
}
