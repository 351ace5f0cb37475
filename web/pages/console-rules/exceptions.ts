import type { CampusFile } from '../../../core/campus-file/schema.js';
import { describeDate, describeHours } from '../../../core/policy/describe-schedule.js';
import type { RulesDesk } from './desk.js';
import { plusDays } from './week-dates.js';

/** "The coming weeks", and dates named of them. */
const DAYS_AHEAD = 70;
const NAMED = 20;

/** The dates to come on which the schedules of these rules have other hours. */
export function exceptionsOf(
  { snapshot, today, language, words }: RulesDesk,
  rules: CampusFile['rules'],
): string[] {
  const named = new Set(rules.flatMap(({ schedule }) => schedule ?? []));
  const until = plusDays(today, DAYS_AHEAD);
  return snapshot.file.schedules
    .filter(({ id }) => named.has(id))
    .flatMap(({ id, exceptions }) => exceptions.map((one) => ({ ...one, id })))
    .filter(({ date }) => date >= today && date <= until)
    .sort((a, b) => (a.date < b.date ? -1 : 1))
    .slice(0, NAMED)
    .map(({ id, date, hours }) =>
      words.exception(describeDate(date, language), describeHours(hours, language) || words.closed, id),
    );
}
