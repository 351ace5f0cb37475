import { campusDay } from '../../core/domain/campus-day.js';
import type { Scope } from '../../core/host/plugin.js';
import type { Word } from './old-system.js';

export interface PointCount {
  point: string;
  yes: number;
  no: number;
  silent: number;
  closedYes: number;
  /** Epoch milliseconds. */
  lastYesAt: number | null;
}

interface DayCount extends PointCount {
  /** `YYYY-MM-DD` where the campus is. */
  day: string;
}

type Needs = Pick<Scope, 'campus' | 'now' | 'query'>;

/**
 * Counts in memory and adds to the table now and then: a rush of rubbish must not become a rush of writes. What a killed
 * hub had not written yet, a few seconds, is not counted; what opened stands in the events all the same.
 */
export class Tally {
  #counts = new Map<string, DayCount>();

  constructor(private readonly scope: Needs) {}

  add(point: string, word: Word, open: boolean): void {
    const at = this.scope.now();
    const day = campusDay(this.scope.campus.timeZone, at);
    const one = this.#counts.get(`${day}/${point}`) ?? empty(point, day);
    this.#counts.set(`${day}/${point}`, one);
    if (open) one[word] += 1;
    else if (word === 'yes') one.closedYes += 1;
    if (open && word === 'yes') one.lastYesAt = at;
  }

  async write(): Promise<void> {
    const counts = [...this.#counts.values()];
    if (counts.length === 0) return;
    this.#counts = new Map();
    try {
      await this.#write(counts);
    } catch (error) {
      this.#putBack(counts);
      throw error;
    }
  }

  /** Each point's last `days` days together, today among them. */
  async read(days: number): Promise<PointCount[]> {
    await this.write();
    const first = campusDay(this.scope.campus.timeZone, this.scope.now() - (days - 1) * 86_400_000);
    return this.scope.query<PointCount>(
      `select point, sum(yes)::integer as yes, sum(no)::integer as no, sum(silent)::integer as silent,
              sum(closed_yes)::integer as "closedYes",
              (extract(epoch from max(last_yes_at)) * 1000)::float8 as "lastYesAt"
       from legacy_counts where campus = $1 and day >= $2 group by point order by point`,
      [this.scope.campus.number, first],
    );
  }

  async #write(counts: readonly DayCount[]): Promise<void> {
    await this.scope.query(
      `insert into legacy_counts as known (campus, point, day, yes, no, silent, closed_yes, last_yes_at)
       select $1, point, day, yes, no, silent, closed_yes, to_timestamp(last_yes_at / 1000.0)
       from jsonb_to_recordset($2::jsonb)
         as one (point text, day date, yes int, no int, silent int, closed_yes int, last_yes_at float8)
       order by point, day
       on conflict (campus, point, day) do update
       set yes = known.yes + excluded.yes, no = known.no + excluded.no, silent = known.silent + excluded.silent,
           closed_yes = known.closed_yes + excluded.closed_yes,
           last_yes_at = greatest(known.last_yes_at, excluded.last_yes_at)`,
      [
        this.scope.campus.number,
        JSON.stringify(
          counts.map(({ closedYes, lastYesAt, ...one }) => ({
            ...one,
            closed_yes: closedYes,
            last_yes_at: lastYesAt,
          })),
        ),
      ],
    );
  }

  #putBack(counts: readonly DayCount[]): void {
    for (const one of counts) {
      const key = `${one.day}/${one.point}`;
      const since = this.#counts.get(key) ?? empty(one.point, one.day);
      for (const kind of ['yes', 'no', 'silent', 'closedYes'] as const) since[kind] += one[kind];
      since.lastYesAt ??= one.lastYesAt;
      this.#counts.set(key, since);
    }
  }
}

function empty(point: string, day: string): DayCount {
  return { point, day, yes: 0, no: 0, silent: 0, closedYes: 0, lastYesAt: null };
}
