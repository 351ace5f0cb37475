import { readFileSync } from 'node:fs';

export interface Appointment {
  /** First day, "2026-11-22". */
  from: string;
  /** Last day; absent when open. */
  until?: string;
}

/** One invented person of the virtual campus, as every simulated system knows the person. */
export interface Person {
  /** Staff or student number. */
  sourceKey: string;
  /** The prefix typed at sign-in. */
  loginName: string;
  name: { en: string; zh?: string };
  email: string;
  mobile?: string;
  affiliation: 'staff' | 'student';
  entity: string;
  unit: string;
  appointments: Appointment[];
  dutyConfirmed?: { by: string; at: string };
  card: 'current' | 'replaced' | 'reported_lost' | 'none';
  /** Who this is, in one sentence; present for everybody whom the landing page lists. */
  story?: { en: string; 'zh-Hant': string; 'zh-Hans': string };
  demo?: boolean;
  /** The page below the campus where the story begins; absent: the wallet. */
  opens?: string;
}

export interface CampusPeople {
  campus: string;
  /** The demo password, the same for everybody. */
  password: string;
  people: Person[];
}

export const CAMPUSES = ['hku', 'hkust-gz'] as const;
export type CampusSlug = (typeof CAMPUSES)[number];

const DAY_MS = 86_400_000;

/**
 * Reads a campus's people. Dates written as "today+30" or "today-5" become real ones, so that who is new and who
 * has yet to begin stays true whenever the virtual campus is started.
 */
export function loadPeople(campus: CampusSlug, today: Date): CampusPeople {
  const text = readFileSync(new URL(`./${campus}.json`, import.meta.url), 'utf8');
  return JSON.parse(text, (key, value: unknown) =>
    (key === 'from' || key === 'until') && typeof value === 'string' ? resolveDate(value, today) : value,
  ) as CampusPeople;
}

/** Both campuses live at UTC+8 the whole year. */
function resolveDate(written: string, today: Date): string {
  const offset = /^today([+-]\d+)$/.exec(written)?.[1];
  if (offset === undefined) return written;
  return new Date(today.getTime() + 8 * 3_600_000 + Number(offset) * DAY_MS).toISOString().slice(0, 10);
}
