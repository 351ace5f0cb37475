import type { Language } from '../../../core/domain/languages.js';
import type { PassView } from '../../../core/domain/visits.js';
import { untilText } from '../../components/visit-facts/when.js';
import { markOf } from '../../pages/pass/mark.js';

/** Once a step: a change that a host made is on the page about as soon as the next code. */
const EVERY_MS = 30_000;

interface Answer {
  pass: PassView | null;
}

/** Watches the visit while somebody looks: another time, place or state loads the page again, and so does its beginning. */
export function followPass(root: HTMLElement): void {
  const { mark = '', from = '0', now = '0', source = '' } = root.dataset;
  const countdown = root.querySelector('[data-part="countdown"]');
  // The hub's clock, counted on from the page's arrival by one that nobody sets.
  const ahead = Number(now) - performance.now();
  const left = () => Number(from) - ahead - performance.now();
  const tick = () => {
    if (document.visibilityState !== 'visible') return;
    if (countdown) countdown.textContent = untilText(left(), document.documentElement.lang as Language);
    void look(source, mark);
  };
  setInterval(tick, EVERY_MS);
  document.addEventListener('visibilitychange', tick);
  if (countdown) beginAt(left);
}

/** A timer may fire early or be clamped, so it is set anew until the time has come. */
function beginAt(left: () => number): void {
  const rest = left();
  if (rest > 0) setTimeout(() => beginAt(left), Math.min(rest, EVERY_MS) + 50);
  else window.location.replace(window.location.pathname);
}

async function look(source: string, mark: string): Promise<void> {
  const response = await fetch(source, { cache: 'no-store', headers: { accept: 'application/json' } }).catch(
    () => null,
  );
  // A pass that ended is told by the page itself; a hub that is busy or away is asked again next time.
  if (response?.status === 401) return window.location.replace(window.location.pathname);
  if (!response?.ok) return;
  const { pass } = (await response.json()) as Answer;
  const seen = pass ? markOf(pass) : '';
  if (seen === mark) return;
  const moved = withoutState(seen) !== withoutState(mark);
  window.location.replace(`${window.location.pathname}${moved ? '?changed=1' : ''}`);
}

/** A visit that begins or ends is no change that a visitor must be told of. */
function withoutState(mark: string): string {
  return mark.slice(mark.indexOf(' '));
}
