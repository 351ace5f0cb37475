import { findCycles } from './find-cycles.js';
import { judgeArrow } from './judge-arrow.js';
import { arrowsOf } from './source-tree.js';

/** One sentence for each import of the tree below `root` that breaks the rules of the rooms. */
export function checkArrows(root: string): string[] {
  const arrows = arrowsOf(root);
  const wrong = arrows.flatMap((arrow) => {
    const verdict = judgeArrow(arrow);
    return verdict === undefined ? [] : [`${arrow.from} -> ${arrow.to}: ${verdict}`];
  });
  const rings = findCycles(arrows).map(
    (ring) => `${[...ring, ring[0]].join(' -> ')}: files import each other in a ring`,
  );
  return [...wrong, ...rings];
}
