import type { CampusFile } from '../../../core/campus-file/schema.js';

type Area = CampusFile['areas'][number];
export type Point = CampusFile['points'][number];

/** An area with those of its points that are shown, and the areas inside it that show any. */
export interface AreaNode {
  area: Area;
  points: Point[];
  areas: AreaNode[];
  /** Shown or not, all points in it and inside it that were asked for. */
  total: number;
}

/** Every point in the order of the tree: an area's own before those of the areas inside it, all as in the campus file. */
export function pointsInOrder(file: Pick<CampusFile, 'areas' | 'points'>): Point[] {
  const inside = childrenOf(file.areas);
  const byArea = byAreaOf(file.points);
  const walk = (area: Area): Point[] => [
    ...(byArea.get(area.id) ?? []),
    ...(inside.get(area.id) ?? []).flatMap(walk),
  ];
  return (inside.get(undefined) ?? []).flatMap(walk);
}

/** An area and every area inside it. */
export function areasWithin(areas: readonly Area[], id: string): Set<string> {
  const inside = childrenOf(areas);
  const walk = (at: string): string[] => [at, ...(inside.get(at) ?? []).flatMap((area) => walk(area.id))];
  return new Set(walk(id));
}

/** The tree of the areas that have some of the points `shown`, with the counts of all that were `asked` for. */
export function treeOf(areas: readonly Area[], asked: readonly Point[], shown: readonly Point[]): AreaNode[] {
  const inside = childrenOf(areas);
  const [askedIn, shownIn] = [byAreaOf(asked), byAreaOf(shown)];
  const grow = (area: Area): AreaNode => {
    const nodes = (inside.get(area.id) ?? []).map(grow);
    const own = askedIn.get(area.id)?.length ?? 0;
    return {
      area,
      points: shownIn.get(area.id) ?? [],
      areas: nodes.filter(isShown),
      total: own + nodes.reduce((sum, { total }) => sum + total, 0),
    };
  };
  return (inside.get(undefined) ?? []).map(grow).filter(isShown);
}

function isShown({ points, areas }: AreaNode): boolean {
  return points.length > 0 || areas.length > 0;
}

function byAreaOf(points: readonly Point[]): Map<string, Point[]> {
  return groupedBy(points, ({ area }) => area);
}

function childrenOf(areas: readonly Area[]): Map<string | undefined, Area[]> {
  return groupedBy(areas, ({ parent }) => parent);
}

function groupedBy<K, T>(list: readonly T[], keyOf: (one: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>();
  for (const one of list) {
    const group = groups.get(keyOf(one));
    if (group) group.push(one);
    else groups.set(keyOf(one), [one]);
  }
  return groups;
}
