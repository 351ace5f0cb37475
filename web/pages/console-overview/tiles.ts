import { type Language, localized } from '../../../core/domain/languages.js';
import { CONSOLE_PAGES, type ConsolePageName } from '../../../core/http/page/console-nav.js';
import type { Snapshot } from '../../../core/snapshots/snapshot.js';
import type { House, KnownDevice, Overview } from './read.js';
import { ageText, type Told, whenText } from './times.js';
import type { OverviewWords } from './words.js';

/** Names in a tile; a campus may have a thousand devices that are away. */
const MOST_NAMED = 5;

export interface OverviewAsk {
  overview: Overview;
  snapshot: Snapshot;
  language: Language;
  /** Of who looks: a tile leads on only where she may go. */
  roles: readonly string[];
}

export interface Tile {
  id: string;
  title: string;
  /** Null where whoever looks may not see that page. */
  href: string | null;
  value: string;
  /** Beside the value; empty for none. */
  unit: string;
  state: 'good' | 'warn' | 'plain';
  stateName: string;
  /** Sentences. */
  notes: string[];
  /** What is to be looked at, by name. */
  named: { name: string; what: string; bad: boolean }[];
}

type Own = Partial<Tile> & Pick<Tile, 'id' | 'title' | 'value'>;

/** The numbers of the overview, in the order of their urgency at a gate. */
export function tilesOf(ask: OverviewAsk, words: OverviewWords): Tile[] {
  const { house } = ask.overview;
  const make = (page: ConsolePageName | null, own: Own): Tile => ({
    href: page === null ? null : hrefOf(ask, page),
    unit: '',
    state: 'plain',
    notes: [],
    named: [],
    ...own,
    stateName: own.state === 'good' ? words.good : own.state === 'warn' ? words.warn : '',
  });
  return [
    make('events', decisions(ask, words)),
    make('places', gates(ask, words)),
    make('places', behind(ask, words)),
    make('visits', visits(ask, words)),
    ...(house === null
      ? []
      : [
          make('plugins', plugins(ask, words, house)),
          make('jobs', jobs(ask, words, house)),
          make(null, pulls(ask, words, house)),
          make('messages', messages(words, house)),
        ]),
  ];
}

function hrefOf({ snapshot, roles }: OverviewAsk, page: ConsolePageName): string | null {
  const { path, roles: allowed } = CONSOLE_PAGES[page];
  return allowed.some((role) => roles.includes(role)) ? `/${snapshot.slug}/${path}` : null;
}

function decisions({ overview, language }: OverviewAsk, words: OverviewWords): Own {
  const number = new Intl.NumberFormat(language);
  const sum = (outcome: 'grant' | 'deny') =>
    overview.minutes.filter((one) => one.outcome === outcome).reduce((all, { n }) => all + n, 0);
  const refused = sum('deny');
  return {
    id: 'decisions',
    title: words.decisions,
    value: number.format(sum('grant') + refused),
    unit: words.lastHour,
    notes: [words.ofRefused(number.format(refused))],
  };
}

function gates(ask: OverviewAsk, words: OverviewWords): Own {
  const { connected, asking } = ask.overview;
  const away = connected.filter(({ state }) => !state?.online);
  const online = connected.length - away.length;
  return {
    id: 'gates',
    title: words.gates,
    value: words.of(String(online), String(connected.length)),
    state: connected.length === 0 ? 'plain' : away.length === 0 ? 'good' : 'warn',
    notes: [
      ...(connected.length === 0 ? [words.noGates] : []),
      ...more(away, words),
      ...(asking === 0 ? [] : [words.asking(asking)]),
    ],
    named: named(ask, away, ({ state }) =>
      state?.seenAt ? words.offlineSince(when(ask, state.seenAt)) : words.neverSeen,
    ),
  };
}

function behind(ask: OverviewAsk, words: OverviewWords): Own {
  const { behind: late, version } = ask.overview;
  return {
    id: 'behind',
    title: words.behind,
    value: String(late.length),
    state: late.length === 0 ? 'good' : 'warn',
    notes: late.length === 0 ? [words.allHold(version)] : more(late, words),
    named: named(ask, late, ({ state }) => words.holds(state?.applied ?? null, version)),
  };
}

function named(
  { language }: OverviewAsk,
  devices: readonly KnownDevice[],
  what: (known: KnownDevice) => string,
): Tile['named'] {
  return devices
    .slice(0, MOST_NAMED)
    .map((known) => ({ name: localized(known.device.name, language), what: what(known), bad: true }));
}

function more(devices: readonly KnownDevice[], words: OverviewWords): string[] {
  return devices.length > MOST_NAMED ? [words.more(devices.length - MOST_NAMED)] : [];
}

function visits({ overview: { visits: all } }: OverviewAsk, words: OverviewWords): Own {
  return {
    id: 'visits',
    title: words.visits,
    value: String(all.expected),
    notes: [all.waiting === 0 ? words.noneWaiting : words.waiting(all.waiting)],
  };
}

function plugins({ language }: OverviewAsk, words: OverviewWords, { plugins: all }: House): Own {
  const down = all.filter(({ health }) => health !== 'running');
  return {
    id: 'plugins',
    title: words.plugins,
    value: words.of(String(all.length - down.length), String(all.length)),
    state: down.length === 0 ? 'good' : 'warn',
    notes: down.length === 0 ? [words.allRun] : [],
    named: down.map(({ title, health }) => ({
      name: localized(title, language),
      what: words.health[health],
      bad: true,
    })),
  };
}

function jobs(ask: OverviewAsk, words: OverviewWords, { jobs: { open, dead, oldest } }: House): Own {
  const age = oldest ? words.oldest(ageText(ask.overview.now - oldest.getTime(), ask.language)) : null;
  return {
    id: 'jobs',
    title: words.jobs,
    value: String(open),
    state: dead === 0 ? 'good' : 'warn',
    notes: [age ?? words.nothingWaits, ...(dead === 0 ? [] : [words.dead(dead)])],
  };
}

function pulls(ask: OverviewAsk, words: OverviewWords, { pulls: all }: House): Own {
  const well = all.filter(({ outcome }) => outcome === 'applied' || outcome === 'unchanged');
  return {
    id: 'pulls',
    title: words.pulls,
    value: words.of(String(well.length), String(all.length)),
    state: all.length === 0 ? 'plain' : well.length === all.length ? 'good' : 'warn',
    notes: all.length === 0 ? [words.noPulls] : [],
    named: all.map(({ source, outcome, endedAt }) => ({
      name: source,
      what: `${outcome === null ? words.running : words.pull[outcome]}${endedAt ? ` · ${when(ask, endedAt.getTime())}` : ''}`,
      bad: outcome === 'failed' || outcome === 'stopped',
    })),
  };
}

function messages(words: OverviewWords, { failed }: House): Own {
  return {
    id: 'messages',
    title: words.messages,
    value: String(failed),
    state: failed === 0 ? 'good' : 'warn',
    notes: [failed === 0 ? words.noneFailed : words.someFailed],
  };
}

export function toldBy({ snapshot, language }: OverviewAsk): Told {
  return { timeZone: snapshot.file.campus.timeZone, language };
}

function when(ask: OverviewAsk, at: number): string {
  return whenText(toldBy(ask), at, ask.overview.now);
}
