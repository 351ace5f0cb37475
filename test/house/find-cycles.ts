import type { Arrow } from './source-tree.js';

/**
 * Every ring of files found by walking the imports once, each as the list of its files. Types make no ring: a
 * dictionary may name its languages while each language is typed by the dictionary.
 */
export function findCycles(arrows: readonly Arrow[]): string[][] {
  const targets = new Map<string, string[]>();
  for (const { from, to, kind, loads } of arrows) {
    if (kind === 'file' && loads) targets.set(from, [...(targets.get(from) ?? []), to]);
  }
  const done = new Set<string>();
  const cycles: string[][] = [];
  const walk = (file: string, trail: string[]): void => {
    const at = trail.indexOf(file);
    if (at >= 0) cycles.push(trail.slice(at));
    if (at >= 0 || done.has(file)) return;
    for (const next of targets.get(file) ?? []) walk(next, [...trail, file]);
    done.add(file);
  };
  for (const file of targets.keys()) walk(file, []);
  return cycles;
}
