import type { CampusFile } from '../../../core/campus-file/schema.js';
import { RuleDescriber } from '../../../core/policy/describe-rule.js';
import { describeDate, listText } from '../../../core/policy/describe-schedule.js';
import { openDays } from '../../../core/policy/describe-week.js';
import type { RulesDesk } from './desk.js';
import { exceptionsOf } from './exceptions.js';
import { chosenPoint, offeredPoints } from './places.js';
import { type ChartDay, chartDays } from './week-chart.js';
import { weekLinks } from './week-dates.js';
import { whoMayPass } from './who-may-pass.js';

type Point = CampusFile['points'][number];
type Rule = CampusFile['rules'][number];

export interface WeekAsk {
  point?: string | undefined;
  groups: readonly string[];
  /** The first of the seven days; absent: today. */
  week?: string | undefined;
  q: string;
}

const SENTENCES = 20;

/** What the week's page shows: the form, and once a place is chosen, its week and who may pass there. */
export function weekView(desk: RulesDesk, ask: WeekAsk) {
  const { words, base, snapshot, language, today } = desk;
  const { file } = snapshot;
  const describer = new RuleDescriber(file, today, language);
  const point = chosenPoint(desk, ask.point);
  const who = point ? whoMayPass(desk, point) : null;
  const known = file.groups.filter(({ id }) => ask.groups.includes(id)).map(({ id }) => id);
  const chosen = known.length > 0 ? known : (who?.rows.slice(0, 1).map(({ id }) => id) ?? []);
  return {
    words,
    base,
    q: ask.q,
    ...offeredPoints(desk, describer, ask.q, point),
    groups: file.groups.map(({ id }) => ({ id, name: describer.group(id), chosen: chosen.includes(id) })),
    place: point ? placeView(desk, describer, point, chosen, ask.week ?? today) : null,
    who,
  };
}

function placeView(desk: RulesDesk, describer: RuleDescriber, point: Point, groups: string[], first: string) {
  const { words, language, today } = desk;
  const rules = rulesHere(desk, describer, point, groups);
  const links = weekLinks(desk, { point: point.id, groups, first });
  return {
    title: words.weekOf(describer.point(point.id)),
    groups: words.forGroups(
      listText(
        groups.map((id) => describer.group(id)),
        language,
      ),
    ),
    notes: [
      ...(point.mode === 'normal' ? [] : [words.modes[point.mode]]),
      ...(point.opens !== undefined && point.opens > today
        ? [words.opens(describeDate(point.opens, language))]
        : []),
    ],
    days: daysOf(desk, point, groups, first),
    ...links,
    exceptions: exceptionsOf(desk, rules),
    rules: rules.slice(0, SENTENCES).map((rule) => ({
      id: rule.id,
      sentence: describer.sentence(rule),
      denies: rule.effect === 'deny',
    })),
    more: rules.length > SENTENCES ? words.more(rules.length - SENTENCES) : '',
  };
}

function daysOf(desk: RulesDesk, point: Point, groups: readonly string[], first: string): ChartDay[] {
  const { bundle } = desk.snapshot;
  const numbers = groups.flatMap((id) => bundle.groupNumbers.get(id) ?? []);
  return chartDays(desk, openDays(bundle, { point: point.id, groups: numbers, first, days: 7 }));
}

/** The rules that name the point, or an area around it, and one of the groups. */
function rulesHere(
  { snapshot }: RulesDesk,
  describer: RuleDescriber,
  point: Point,
  groups: readonly string[],
): Rule[] {
  return snapshot.file.rules
    .filter((rule) => rule.groups.some((id) => groups.includes(id)))
    .filter((rule) => describer.isAbout(rule, point));
}
