import type { Language } from '../../../core/domain/languages.js';
import type { JobRow } from '../../../core/jobs/outbox.js';
import { consoleTime } from '../../components/console-frame/console-time.js';
import { JOB_WORDS, type JobWords } from './words.js';

export interface JobsAsk {
  slug: string;
  timeZone: string;
  language: Language;
  now: number;
  retried: boolean;
  counts: { open: number; dead: number; oldest: Date | null };
  dead: readonly JobRow[];
  open: readonly JobRow[];
  /** Rows on a page: as many mean that there may be more. */
  limit: number;
}

/** What the template shows: every label, number and time ready. */
export function jobsView(ask: JobsAsk) {
  const words = JOB_WORDS[ask.language];
  const { open, dead, oldest } = ask.counts;
  return {
    words,
    note: ask.retried ? words.retried : null,
    counts: [
      { name: words.open, value: open },
      { name: words.dead, value: dead },
      {
        name: words.oldest,
        value: oldest ? age(ask.now - oldest.getTime(), ask.language) : words.nothingWaits,
      },
    ],
    tables: [deadTable(ask, words), openTable(ask, words)],
  };
}

function deadTable(ask: JobsAsk, words: JobWords) {
  const shown = ask.dead.map((job) => ({ ...row(ask, words, job), when: time(ask, job.endedAt) }));
  return {
    id: 'dead-jobs',
    title: words.deadTitle,
    lede: words.deadLede,
    none: words.deadNone,
    when: words.gaveUp,
    retriable: true,
    rows: shown,
    more: more(ask, 'dead', ask.dead),
  };
}

function openTable(ask: JobsAsk, words: JobWords) {
  const when = (job: JobRow) => (job.state === 'running' ? words.running : time(ask, job.dueAt));
  return {
    id: 'open-jobs',
    title: words.openTitle,
    lede: words.openLede,
    none: words.openNone,
    when: words.next,
    retriable: false,
    rows: ask.open.map((job) => ({ ...row(ask, words, job), when: when(job) })),
    more: more(ask, 'open', ask.open),
  };
}

function row(ask: JobsAsk, words: JobWords, job: JobRow) {
  return {
    number: job.id,
    asked: time(ask, job.askedAt),
    kind: job.kind,
    about: Object.entries(job.about)
      .map(([what, id]) => `${what} ${id}`)
      .join(', '),
    attempt: job.attempt,
    error: job.error,
    action: `/${ask.slug}/console/jobs/${job.id}/retry`,
    retryName: words.retryName(job.id),
  };
}

function more(ask: JobsAsk, which: 'open' | 'dead', rows: readonly JobRow[]): string | null {
  const last = rows.at(-1);
  return last && rows.length === ask.limit
    ? `/${ask.slug}/console/jobs?${which}=${last.id}#${which}-jobs`
    : null;
}

function time({ timeZone, language }: JobsAsk, at: Date | null): string {
  return at ? consoleTime(at.toISOString(), language, timeZone) : '';
}

const UNITS = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
  ['second', 1_000],
] as const;

/** In its largest whole unit: "3 hours". */
function age(ms: number, language: Language): string {
  const [unit, size] = UNITS.find(([, of]) => ms >= of) ?? ['second', 1_000];
  const style = { style: 'unit', unit, unitDisplay: 'long' } as const;
  return new Intl.NumberFormat(language, style).format(Math.max(0, Math.floor(ms / size)));
}
