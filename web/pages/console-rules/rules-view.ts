import type { CampusFile } from '../../../core/campus-file/schema.js';
import type { LocalDate } from '../../../core/domain/policy-source.js';
import { RuleDescriber } from '../../../core/policy/describe-rule.js';
import type { RulesDesk } from './desk.js';
import { rulesTouching } from './rules-touching.js';

type Rule = CampusFile['rules'][number];

/** Rules on a page, and places that a rule names one by one. */
const LIMIT = 50;
const PLACES_NAMED = 60;

/** The rules as sentences, a page of them: those that match `q`, after the rule named `after`. */
export function rulesView(desk: RulesDesk, ask: { q: string; after?: string | undefined }) {
  const { words, base, snapshot, seen, today, language } = desk;
  const { file } = snapshot;
  const describer = new RuleDescriber(file, today, language);
  const mine = seen === null ? file.rules : rulesTouching(file, seen);
  const matching = ask.q === '' ? mine : mine.filter((rule) => matches(describer, rule, ask.q));
  const from = ask.after === undefined ? 0 : matching.findIndex(({ id }) => id === ask.after) + 1;
  const page = matching.slice(from, from + LIMIT);
  const last = page.at(-1);
  const areaOf = new Map(file.points.map(({ id, area }) => [id, area]));
  const isSeen = (id: string) => seen === null || seen.has(areaOf.get(id) ?? '');
  return {
    words,
    base,
    q: ask.q,
    count: words.found(page.length, matching.length),
    owned: seen === null ? '' : words.owned,
    none: mine.length > 0 ? words.none : seen === null ? words.noneAtAll : words.noneOwned,
    rules: page.map((rule) => ruleItem(desk, describer, rule, isSeen)),
    next: last && from + LIMIT < matching.length ? `?${query({ q: ask.q, after: last.id })}` : '',
  };
}

function ruleItem(
  { words, base, today }: RulesDesk,
  describer: RuleDescriber,
  rule: Rule,
  isSeen: (point: string) => boolean,
) {
  const points = describer.points(rule).filter(isSeen);
  const [first] = points;
  const named = points.slice(0, PLACES_NAMED);
  return {
    id: rule.id,
    sentence: describer.sentence(rule),
    denies: rule.effect === 'deny',
    state: stateOf(rule, today, words),
    inside: points.length > 0 ? words.inside(points.length) : '',
    points: named.map((id) => ({ name: describer.point(id), href: weekOf(base, id, rule.groups) })),
    more: points.length > named.length ? words.more(points.length - named.length) : '',
    week: first === undefined ? '' : weekOf(base, first, rule.groups),
    weekName: words.seeWeekOf(rule.id),
  };
}

/** A name of the rule, of a group or of a place in it; its points are not walked. */
function matches(describer: RuleDescriber, rule: Rule, q: string): boolean {
  const texts = [
    rule.id,
    ...rule.groups.map((id) => describer.group(id)),
    ...rule.areas.map((id) => describer.area(id)),
    ...rule.points.map((id) => describer.point(id)),
  ];
  return texts.some((text) => text.toLowerCase().includes(q.toLowerCase()));
}

function stateOf({ from, until }: Rule, today: LocalDate, words: RulesDesk['words']): string {
  if (until !== undefined && until < today) return words.over;
  return from !== undefined && from > today ? words.notYet : '';
}

function weekOf(base: string, point: string, groups: readonly string[]): string {
  const query = new URLSearchParams({ point });
  for (const group of groups.slice(0, 12)) query.append('group', group);
  return `${base}/week?${query}`;
}

function query(values: Record<string, string>): URLSearchParams {
  return new URLSearchParams(Object.entries(values).filter(([, value]) => value !== ''));
}
