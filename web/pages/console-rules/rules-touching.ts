import type { CampusFile } from '../../../core/campus-file/schema.js';

type Rule = CampusFile['rules'][number];

/** The rules that say something of these areas: of a point in them, of one of them, or of an area around them. */
export function rulesTouching(
  { rules, areas, points }: Pick<CampusFile, 'rules' | 'areas' | 'points'>,
  owned: ReadonlySet<string>,
): Rule[] {
  const parents = new Map(areas.map(({ id, parent }) => [id, parent]));
  const touched = new Set<string>();
  for (const area of owned) {
    for (let at: string | undefined = area; at !== undefined; at = parents.get(at)) touched.add(at);
  }
  const inside = new Set(points.filter(({ area }) => owned.has(area)).map(({ id }) => id));
  return rules.filter(
    (rule) => rule.areas.some((id) => touched.has(id)) || rule.points.some((id) => inside.has(id)),
  );
}
