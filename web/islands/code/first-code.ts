import { placed } from './advance.js';
import type { ShownCode } from './renewal.js';

/** The code that came with the page, taken out of it; null when the hub could not put one there. */
export function takeFirstCode(card: HTMLElement): ShownCode | null {
  const { text, issued, until, now } = card.dataset;
  card.querySelector('[data-part="first"]')?.remove();
  for (const name of ['text', 'issued', 'until', 'now']) delete card.dataset[name];
  if (!text || !issued || !until || !now) return null;
  const answer = { text, issued: Number(issued), until: Number(until), now: Number(now) };
  const code = placed(answer, pageArrivedAt());
  return performance.now() < code.until ? code : null;
}

/** When the page's first byte came, on the same clock as performance.now(); the script itself is later. */
function pageArrivedAt(): number {
  const [navigation] = performance.getEntriesByType('navigation');
  const arrived = navigation instanceof PerformanceNavigationTiming ? navigation.responseStart : 0;
  return arrived > 0 ? arrived : performance.now();
}
