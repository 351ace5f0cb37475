import type { Finding, Path } from './problem.js';

const MAX_DEPTH = 16;

/** The first thing no check could walk safely: aliases in a ring, endless depth, a key that renames a prototype. */
export function unsafeNesting(value: unknown, path: Path = []): Finding | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  if (path.length >= MAX_DEPTH) {
    return { path, expected: `at most ${MAX_DEPTH} levels`, got: 'a deeper or endless nesting' };
  }
  for (const [key, inner] of Object.entries(value)) {
    const at = [...path, Array.isArray(value) ? Number(key) : key];
    if (key === '__proto__') return { path: at, expected: 'a key that campus files know', got: `"${key}"` };
    const found = unsafeNesting(inner, at);
    if (found) return found;
  }
  return undefined;
}
