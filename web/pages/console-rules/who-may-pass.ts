import type { CampusFile } from '../../../core/campus-file/schema.js';
import { localized } from '../../../core/domain/languages.js';
import type { Schedule } from '../../../core/domain/policy-source.js';
import { describeWeek, listText } from '../../../core/policy/describe-schedule.js';
import { asWeek, openDays } from '../../../core/policy/describe-week.js';
import type { RulesDesk } from './desk.js';
import { plusDays } from './week-dates.js';

/** Groups named as never let in; a campus may have hundreds. */
const NEVER_NAMED = 20;

/** The groups that pass a point in the seven days from today, each with its hours, and those that do not. */
export function whoMayPass(desk: RulesDesk, point: CampusFile['points'][number]) {
  const { snapshot, language, words, base } = desk;
  const all = snapshot.file.groups.map(({ id, name }) => {
    const week = weekOf(desk, point.id, id);
    return { id, name: localized(name, language), hours: hoursText(week, desk) };
  });
  const never = all.filter(({ hours }) => hours === '').map(({ name }) => name);
  const told = never.slice(0, NEVER_NAMED);
  const left = never.length - told.length;
  return {
    rows: all
      .filter(({ hours }) => hours !== '')
      .map((row) => ({
        ...row,
        href: `${base}/week?${new URLSearchParams({ point: point.id, group: row.id })}#chart`,
      })),
    never:
      never.length === 0
        ? ''
        : words.neverHere(listText(left > 0 ? [...told, words.more(left)] : told, language)),
  };
}

/** A day more on either side, whose nights reach into the week. */
function weekOf({ snapshot, today }: RulesDesk, point: string, group: string): Schedule['week'] {
  const number = snapshot.bundle.groupNumbers.get(group);
  const ask = { point, groups: number === undefined ? [] : [number], first: plusDays(today, -1), days: 9 };
  return asWeek(openDays(snapshot.bundle, ask));
}

function hoursText(week: Schedule['week'], { language, words }: RulesDesk): string {
  const days = Object.values(week);
  const always = days.every(
    (hours) => hours?.length === 1 && hours[0]?.from === '00:00' && hours[0].to === '24:00',
  );
  return always ? words.allDayEveryDay : describeWeek(week, language);
}
