import type { CampusFile } from '../../../core/campus-file/schema.js';
import type { RuleDescriber } from '../../../core/policy/describe-rule.js';
import type { RulesDesk } from './desk.js';

type Point = CampusFile['points'][number];

/** Places that the form offers at once. */
const OFFERED = 200;

/** The point that is asked about, or the first; undefined where whoever looks may see none, or not this one. */
export function chosenPoint(desk: RulesDesk, asked: string | undefined): Point | undefined {
  const mine = pointsOf(desk);
  return asked === undefined ? mine[0] : mine.find(({ id }) => id === asked);
}

/** The choices of the form: places whose name, area's name or id has `q` in it, and the chosen one. */
export function offeredPoints(desk: RulesDesk, describer: RuleDescriber, q: string, chosen?: Point) {
  const mine = pointsOf(desk).map(({ id }) => ({ id, name: describer.point(id), chosen: id === chosen?.id }));
  const text = q.toLowerCase();
  const matching = mine.filter(({ id, name }) => id.includes(text) || name.toLowerCase().includes(text));
  const first = matching.slice(0, OFFERED);
  const beyond = mine.filter((point) => point.chosen && !first.includes(point));
  const { words } = desk;
  return {
    points: [...beyond, ...first],
    // A campus of a few places needs nothing to find them by.
    finder: mine.length > 40,
    shown: matching.length > first.length ? words.placesShown(first.length, matching.length) : '',
    noPlace: mine.length === 0 ? words.noPlaces : matching.length === 0 ? words.noPlace : '',
  };
}

function pointsOf({ snapshot, seen }: RulesDesk): Point[] {
  return snapshot.file.points.filter(({ area }) => seen === null || seen.has(area));
}
