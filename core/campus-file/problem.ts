/** One mistake in a campus file, for the person who wrote it. */
export interface CampusFileProblem {
  file: string;
  /** Such as `points[3].area`; `(file)` where it is the file as a whole. */
  path: string;
  /** From 1. */
  line: number;
  expected: string;
  got: string;
}

export type Path = readonly PropertyKey[];

/** A mistake before its line is looked up. */
export interface Finding {
  path: Path;
  expected: string;
  got: string;
}

/** `['points', 3, 'area']` as `points[3].area`. */
export function pathText(path: Path): string {
  const joined = path.reduce<string>(
    (before, key) => (typeof key === 'number' ? `${before}[${key}]` : `${before}.${String(key)}`),
    '',
  );
  return joined.replace(/^\./, '') || '(file)';
}

/** What stands at `path`, or undefined. */
export function valueAt(value: unknown, path: Path): unknown {
  return path.reduce<unknown>(
    (at, key) =>
      typeof at === 'object' && at !== null && Object.hasOwn(at, key) ? Reflect.get(at, key) : undefined,
    value,
  );
}

/** What came, in a few words. Problems are logged, so secrets are told by their kind alone. */
export function describeAt(file: unknown, path: Path): string {
  const value = valueAt(file, path);
  if (value === undefined || value === null) return 'nothing';
  if (Array.isArray(value)) return `a list of ${value.length}`;
  if (typeof value === 'object') return 'a mapping';
  if (mayBeSecret(path)) return typeof value === 'string' ? 'a text (not shown)' : `a ${typeof value}`;
  return shortened(JSON.stringify(value) ?? String(value));
}

function mayBeSecret(path: Path): boolean {
  return path[0] === 'plugins' || path.at(-1) === 'token';
}

function shortened(text: string): string {
  return text.length > 60 ? `${text.slice(0, 60)}...` : text;
}
