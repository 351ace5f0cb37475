import type { Language } from '../../../core/domain/languages.js';
import { sentence } from '../../../core/domain/sentences/index.js';
import { type Band, type Chart, chartOf } from './chart.js';
import { MINUTE_MS, MINUTES } from './read.js';
import { type OverviewAsk, tilesOf, toldBy } from './tiles.js';
import { timeText } from './times.js';
import { OVERVIEW_WORDS, type OverviewWords } from './words.js';

/** What the template shows: every label, number and time ready. */
export function overviewView(ask: OverviewAsk) {
  const { overview, snapshot, language } = ask;
  const words = OVERVIEW_WORDS[language];
  return {
    words,
    lede: overview.house === null ? words.ledeOfAreas : words.lede,
    source: `/${snapshot.slug}/console/overview/now`,
    chart: chartView(ask, words),
    tiles: tilesOf(ask, words),
    updated: words.updated(timeText(toldBy(ask), overview.now, 'medium')),
  };
}

function chartView(ask: OverviewAsk, words: OverviewWords) {
  const { since, minutes, now } = ask.overview;
  const chart = chartOf(minutes, since);
  const number = (n: number) => new Intl.NumberFormat(ask.language).format(n);
  const clock = (at: number) => timeText(toldBy(ask), at, 'short');
  const name = (band: Band) => bandName(band, ask.language, words);
  const all = chart.granted + chart.refused;
  return {
    isEmpty: all === 0,
    description: describe(chart, words, { from: clock(since), until: clock(now), number, clock }),
    top: number(chart.top),
    half: number(chart.top / 2),
    bars: chart.bars,
    times: timesOf(since).map(clock),
    legend: chart.bands.map((band) => ({ mark: band.mark, name: name(band), n: number(band.total) })),
    rows: chart.rows.map((row) => ({
      time: clock(row.minute),
      granted: number(row.granted),
      refused: number(row.refused),
    })),
  };
}

interface Said {
  from: string;
  until: string;
  number(n: number): string;
  clock(at: number): string;
}

function describe({ granted, refused, busiest }: Chart, words: OverviewWords, said: Said): string {
  const { from, until, number, clock } = said;
  const text = words.chartText(from, until, number(granted + refused), number(granted), number(refused));
  return `${text} ${words.chartMost(clock(busiest.minute), number(busiest.n))}`;
}

function bandName({ reason }: Band, language: Language, words: OverviewWords): string {
  if (reason === null) return words.others;
  return reason === 'granted' ? words.granted : sentence(reason, 'vendor', language);
}

/** Marks below the drawing: every ten minutes, from its left edge to the right. */
function timesOf(since: number): number[] {
  const step = 10;
  return Array.from({ length: MINUTES / step + 1 }, (_, index) => since + index * step * MINUTE_MS);
}
