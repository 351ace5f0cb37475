import { type Language, localized } from '../domain/languages.js';
import type { AccessPoint, Area, Group, LocalDate, Rule, Schedule } from '../domain/policy-source.js';
import { describeDate, describeSchedule, listText } from './describe-schedule.js';
import { DESCRIBE_WORDS } from './describe-words.js';

/** Whatever has the names that rules use: a campus file, or a policy. */
export interface RuleNames {
  areas: readonly Pick<Area, 'id' | 'parent' | 'name'>[];
  points: readonly Pick<AccessPoint, 'id' | 'area' | 'kind' | 'name'>[];
  groups: readonly Pick<Group, 'id' | 'name'>[];
  schedules: readonly Schedule[];
}

/** Looks names up; made once for many rules. */
export class RuleDescriber {
  readonly #areas: ReadonlyMap<string, RuleNames['areas'][number]>;
  readonly #points: ReadonlyMap<string, RuleNames['points'][number]>;
  readonly #groups: ReadonlyMap<string, RuleNames['groups'][number]>;
  readonly #schedules: ReadonlyMap<string, Schedule>;
  readonly #pointsOfAreas: ReadonlyMap<string, readonly string[]>;

  constructor(
    names: RuleNames,
    private readonly today: LocalDate,
    private readonly language: Language,
  ) {
    this.#areas = new Map(names.areas.map((area) => [area.id, area]));
    this.#points = new Map(names.points.map((point) => [point.id, point]));
    this.#groups = new Map(names.groups.map((group) => [group.id, group]));
    this.#schedules = new Map(names.schedules.map((schedule) => [schedule.id, schedule]));
    this.#pointsOfAreas = pointsOfAreas(names);
  }

  /** The rule as a sentence. Names that are not there any more are told by their ids. */
  sentence(rule: Rule): string {
    const words = DESCRIBE_WORDS[this.language];
    const kinds = this.points(rule).map((id) => this.#points.get(id)?.kind);
    return words.sentence({
      allow: rule.effect === 'allow',
      pass: kinds.length === 0 || kinds.some((kind) => kind === 'gate' || kind === 'door'),
      who: this.#list(rule.groups.map((id) => this.group(id))),
      where: this.#list([
        ...rule.areas.map((id) => words.allOf(this.area(id))),
        ...rule.points.map((id) => this.point(id)),
      ]),
      when: this.#when(rule),
      dates: this.#dates(rule),
    });
  }

  /** Every point that the rule is about, in the order of the names it was given, each once. */
  points(rule: Rule): string[] {
    const inside = rule.areas.flatMap((area) => this.#pointsOfAreas.get(area) ?? []);
    return [...new Set([...rule.points, ...inside])];
  }

  /** Whether the rule names this point, or an area around it. */
  isAbout(rule: Rule, point: Pick<AccessPoint, 'id' | 'area'>): boolean {
    if (rule.points.includes(point.id)) return true;
    for (let at: string | undefined = point.area; at !== undefined; at = this.#areas.get(at)?.parent)
      if (rule.areas.includes(at)) return true;
    return false;
  }

  /** "Access gates (Main Library)": many points of a campus have the same name. */
  point(id: string): string {
    const point = this.#points.get(id);
    if (!point) return id;
    return DESCRIBE_WORDS[this.language].pointIn(localized(point.name, this.language), this.area(point.area));
  }

  area(id: string): string {
    const area = this.#areas.get(id);
    return area ? localized(area.name, this.language) : id;
  }

  group(id: string): string {
    const group = this.#groups.get(id);
    return group ? localized(group.name, this.language) : id;
  }

  #list(texts: readonly string[]): string {
    return listText(texts, this.language);
  }

  #when({ schedule: id }: Rule): string {
    const words = DESCRIBE_WORDS[this.language];
    if (id === undefined) return words.always;
    const schedule = this.#schedules.get(id);
    return words.during(id, schedule ? describeSchedule(schedule, this.today, this.language) : words.never);
  }

  #dates({ from, until }: Rule): string {
    const words = DESCRIBE_WORDS[this.language];
    const day = (date: LocalDate) => describeDate(date, this.language);
    if (from !== undefined && until !== undefined) return words.between(day(from), day(until));
    if (from !== undefined) return words.from(day(from));
    return until === undefined ? '' : words.until(day(until));
  }
}

/** The points of each area and of those inside it. */
function pointsOfAreas({ areas, points }: RuleNames): Map<string, string[]> {
  const parents = new Map(areas.map(({ id, parent }) => [id, parent]));
  const found = new Map<string, string[]>(areas.map(({ id }) => [id, []]));
  for (const { id, area } of points) {
    for (let at: string | undefined = area; at !== undefined; at = parents.get(at)) found.get(at)?.push(id);
  }
  return found;
}
