import type { Path } from './problem.js';
import { valueAt } from './problem.js';

/** An entry of a section that may still be wrong elsewhere: the checks across sections look past that. */
export interface LooseEntry {
  path: Path;
  /** The field's text, or undefined where it is missing or no text. */
  text(field: string): string | undefined;
  /** The field as texts with their paths: one text counts as a list of one. */
  texts(field: string): { path: Path; text: string }[];
}

export function entriesOf(file: unknown, section: string): LooseEntry[] {
  const list = valueAt(file, [section]);
  return Array.isArray(list) ? list.map((_, index) => entryAt(file, [section, index])) : [];
}

export function entryAt(file: unknown, path: Path): LooseEntry {
  return {
    path,
    text: (field) => textOf(valueAt(file, [...path, field])),
    texts: (field) => textsAt(file, [...path, field]),
  };
}

function textsAt(file: unknown, path: Path): { path: Path; text: string }[] {
  const value = valueAt(file, path);
  const paths = Array.isArray(value) ? value.map((_, index) => [...path, index]) : [path];
  return paths.flatMap((at) => {
    const text = textOf(valueAt(file, at));
    return text === undefined ? [] : [{ path: at, text }];
  });
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
