import type {
  AccessPoint,
  Hours,
  LocalDate,
  PolicySource,
  Rule,
  Schedule,
  Weekday,
} from '../domain/policy-source.js';
import type { BundleFacts } from './explain.js';
import type { Grounds } from './grounds.js';
import { hasHours } from './hours.js';

/** Local to the campus. */
export interface LocalInstant {
  date: LocalDate;
  weekday: Weekday;
  /** "08:29" */
  time: string;
}

export interface RuleTrace {
  rule: string;
  effect: Rule['effect'];
  /** `applies`, or the first thing that speaks against it. */
  because: 'applies' | 'other_group' | 'other_date' | 'other_hours';
}

/** The source's own answers for one point and instant, read rule by rule with nothing prepared. */
export class SourceGrounds implements Grounds {
  readonly local: LocalInstant;
  /** Each rule at the point, as the last question about rules found it. */
  considered: RuleTrace[] = [];
  readonly #point: AccessPoint | undefined;
  readonly #areas: readonly string[];

  constructor(
    readonly source: PolicySource,
    readonly bundle: BundleFacts,
    point: string,
    readonly at: number,
  ) {
    this.local = localInstant(source.timeZone, at);
    this.#point = source.points.find(({ id }) => id === point);
    this.#areas = this.#point ? areasAround(source, this.#point.area) : [];
  }

  get mode(): AccessPoint['mode'] {
    return this.#point?.mode ?? 'disabled';
  }

  get number(): number {
    return this.#point?.number ?? 0;
  }

  isCovered(): boolean {
    const { from, until } = this.bundle.horizon;
    return this.at >= from * 1000 && this.at < until * 1000;
  }

  isOpen(): boolean {
    return (
      this.#point !== undefined && (this.#point.opens === undefined || this.local.date >= this.#point.opens)
    );
  }

  isLockedFor(groups: readonly number[]): boolean {
    const around = this.bundle.lockdowns.filter(({ area }) => this.#areas.includes(area));
    return around.some(({ responders }) => !this.#names(responders, groups));
  }

  denying(groups: readonly number[]): string | undefined {
    return this.#firstApplying('deny', groups);
  }

  allowing(groups: readonly number[]): string | undefined {
    return this.#firstApplying('allow', groups);
  }

  everAllows(groups: readonly number[]): boolean {
    return this.#rulesHere().some(
      (rule) =>
        rule.effect === 'allow' &&
        this.#names(rule.groups, groups) &&
        !(rule.until !== undefined && rule.until < this.local.date) &&
        hasHours(this.#schedule(rule)),
    );
  }

  #firstApplying(effect: Rule['effect'], groups: readonly number[]): string | undefined {
    this.considered = this.#rulesHere().map((rule) => ({
      rule: rule.id,
      effect: rule.effect,
      because: this.#because(rule, groups),
    }));
    return this.considered.find((found) => found.effect === effect && found.because === 'applies')?.rule;
  }

  #rulesHere(): Rule[] {
    const id = this.#point?.id;
    if (id === undefined) return [];
    return this.source.rules.filter(
      ({ points, areas }) => points.includes(id) || areas.some((area) => this.#areas.includes(area)),
    );
  }

  #because(rule: Rule, groups: readonly number[]): RuleTrace['because'] {
    const { date } = this.local;
    if (!this.#names(rule.groups, groups)) return 'other_group';
    if (rule.from !== undefined && date < rule.from) return 'other_date';
    if (rule.until !== undefined && date > rule.until) return 'other_date';
    return isWithin(this.#schedule(rule), this.local) ? 'applies' : 'other_hours';
  }

  #schedule(rule: Rule): Schedule | undefined {
    return this.source.schedules.find(({ id }) => id === rule.schedule);
  }

  #names(ids: readonly string[], numbers: readonly number[]): boolean {
    return this.source.groups.some(({ id, number }) => ids.includes(id) && numbers.includes(number));
  }
}

/** An area and those it stands in. */
function areasAround(source: PolicySource, id: string): string[] {
  const area = source.areas.find((candidate) => candidate.id === id);
  if (area === undefined) return [];
  return area.parent === undefined ? [id] : [id, ...areasAround(source, area.parent)];
}

/** Hours of the day, and those of the evening before that run past midnight. Texts such as "08:30" compare as times. */
function isWithin(schedule: Schedule | undefined, { date, weekday, time }: LocalInstant): boolean {
  if (schedule === undefined) return true;
  const yesterday = dayBefore(date);
  const today = hoursOf(schedule, date, weekday).some(
    ({ from, to }) => time >= from && (time < to || to <= from),
  );
  const overnight = hoursOf(schedule, yesterday.date, yesterday.weekday).some(
    ({ from, to }) => to <= from && time < to,
  );
  return today || overnight;
}

function hoursOf(schedule: Schedule, date: LocalDate, weekday: Weekday): Hours[] {
  const exception = schedule.exceptions.findLast((candidate) => candidate.date === date);
  return exception?.hours ?? schedule.week[weekday] ?? [];
}

function dayBefore(date: LocalDate): Omit<LocalInstant, 'time'> {
  return localInstant('UTC', Date.parse(`${date}T00:00:00Z`) - 1);
}

const WEEKDAY_NAMES: { [name: string]: Weekday } = {
  ...{ Mon: 'mon', Tue: 'tue', Wed: 'wed', Thu: 'thu', Fri: 'fri', Sat: 'sat', Sun: 'sun' },
};

/** Making a formatter costs a hundred times its use; a campus has one zone. */
const FORMATS = new Map<string, Intl.DateTimeFormat>();

function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known = FORMATS.get(timeZone);
  if (known) return known;
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    calendar: 'gregory',
    numberingSystem: 'latn',
    hourCycle: 'h23',
    weekday: 'short',
    ...{ year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit' },
  });
  FORMATS.set(timeZone, format);
  return format;
}

function localInstant(timeZone: string, at: number): LocalInstant {
  const part: { [type: string]: string } = {};
  for (const { type, value } of formatOf(timeZone).formatToParts(at)) part[type] = value;
  const { year = '', month = '', day = '', hour = '', minute = '', weekday = '' } = part;
  return {
    date: `${year.padStart(4, '0')}-${month}-${day}`,
    weekday: WEEKDAY_NAMES[weekday] ?? 'mon',
    time: `${hour}:${minute}`,
  };
}
