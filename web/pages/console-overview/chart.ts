import type { Reason } from '../../../core/domain/reasons.js';
import type { MinuteCount } from '../../../core/store/events-minutes.js';
import { MINUTE_MS, MINUTES } from './read.js';

/** Refusals that have a band of their own; the others share one. */
const OWN_BANDS = 4;
/** Of the drawing: it is stretched to the width of the page. */
const WIDTH = 600;
const HEIGHT = 160;
const GAP = 1.5;
/** A single decision among thousands is still to be seen. */
const LEAST = 2;
const LEAST_TOP = 4;

/** One band of the stack. `mark` names its colour and its pattern: 0 for granted, 1 to 5 for refusals. */
export interface Band {
  mark: number;
  /** Null for all other reasons together. */
  reason: Reason | 'granted' | null;
  total: number;
}

export interface Chart {
  bands: Band[];
  bars: { x: number; y: number; width: number; height: number; mark: number }[];
  /** What the top of the drawing stands for. */
  top: number;
  busiest: { minute: number; n: number };
  granted: number;
  refused: number;
  /** Minutes in which something was decided, newest first, with what each band had. */
  rows: { minute: number; granted: number; refused: number; bands: number[] }[];
}

/** An hour of decisions as stacked bars, one a minute. */
export function chartOf(counts: readonly MinuteCount[], since: number): Chart {
  const bands = bandsOf(counts);
  const table = Array.from({ length: MINUTES }, () => bands.map(() => 0));
  for (const count of counts) {
    const place = bandOf(bands, count);
    const row = table[Math.round((count.minute - since) / MINUTE_MS)];
    if (row) row[place] = (row[place] ?? 0) + count.n;
  }
  const sums = table.map((row) => row.reduce((sum, n) => sum + n, 0));
  const most = Math.max(...sums);
  const top = roundUp(most);
  const busiest = sums.indexOf(most);
  const granted = bands[0]?.total ?? 0;
  return {
    bands: bands.filter(({ mark, total }) => total > 0 || mark === 0),
    bars: table.flatMap((row, index) => barsOf(row, index, top)),
    top,
    busiest: { minute: since + busiest * MINUTE_MS, n: most },
    granted,
    refused: sums.reduce((sum, n) => sum + n, 0) - granted,
    rows: table
      .map((row, index) => rowOf(row, since + index * MINUTE_MS))
      .filter(({ granted: yes, refused: no }) => yes + no > 0)
      .reverse(),
  };
}

/** Granted first, at the bottom; then the most frequent refusals. */
function bandsOf(counts: readonly MinuteCount[]): Band[] {
  const refused = new Map<Reason, number>();
  let granted = 0;
  for (const { outcome, reason, n } of counts) {
    if (outcome === 'grant') granted += n;
    else refused.set(reason, (refused.get(reason) ?? 0) + n);
  }
  const sorted = [...refused].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
  const own = sorted.slice(0, OWN_BANDS);
  const others = sorted.slice(OWN_BANDS).reduce((sum, [, n]) => sum + n, 0);
  return [
    { mark: 0, reason: 'granted', total: granted },
    ...own.map(([reason, total], index) => ({ mark: index + 1, reason, total })),
    { mark: OWN_BANDS + 1, reason: null, total: others },
  ];
}

function bandOf(bands: readonly Band[], { outcome, reason }: MinuteCount): number {
  if (outcome === 'grant') return 0;
  const own = bands.findIndex((band) => band.reason === reason);
  return own === -1 ? bands.length - 1 : own;
}

function barsOf(row: readonly number[], index: number, top: number): Chart['bars'] {
  const step = WIDTH / MINUTES;
  const bars: Chart['bars'] = [];
  let y = HEIGHT;
  row.forEach((n, place) => {
    if (n === 0) return;
    const height = Math.max(LEAST, (n / top) * HEIGHT);
    y = Math.max(0, y - height);
    const mark = place === row.length - 1 ? OWN_BANDS + 1 : place;
    bars.push({ x: round(index * step), y: round(y), width: step - GAP, height: round(height), mark });
  });
  return bars;
}

function rowOf(row: readonly number[], minute: number): Chart['rows'][number] {
  const [granted = 0, ...refused] = row;
  return { minute, granted, refused: refused.reduce((sum, n) => sum + n, 0), bands: [...row] };
}

/** 1, 2 or 4 times a power of ten: half of it is whole, as decisions are. */
function roundUp(n: number): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(LEAST_TOP, n)));
  return (
    [1, 2, 4, 10].map((times) => times * power).find((step) => step >= n && step >= LEAST_TOP) ?? 10 * power
  );
}

function round(length: number): number {
  return Math.round(length * 100) / 100;
}
