import { INELIGIBLE_REASONS } from '../domain/eligibility.js';
import { entriesOf, entryAt, type LooseEntry } from './loose.js';
import type { Finding } from './problem.js';
import { valueAt } from './problem.js';

/** Which field of which section names an entry of which other section. */
const REFERENCES = [
  { section: 'areas', field: 'parent', names: 'areas' },
  { section: 'points', field: 'area', names: 'areas' },
  { section: 'rules', field: 'groups', names: 'groups' },
  { section: 'rules', field: 'points', names: 'points' },
  { section: 'rules', field: 'areas', names: 'areas' },
  { section: 'rules', field: 'schedule', names: 'schedules' },
  { section: 'devices', field: 'points', names: 'points' },
  { section: 'devices', field: 'plugin', names: 'plugins' },
  { section: 'visits', field: 'points', names: 'points' },
  { section: 'visits', field: 'group', names: 'groups' },
  { section: 'answers', field: 'contact', names: 'contacts' },
  { section: 'answers', field: 'links', names: 'links' },
] as const;

/** Every name that no entry has. Works on a file that is wrong elsewhere, so that all is told at once. */
export function danglingReferences(file: unknown): Finding[] {
  return REFERENCES.flatMap(({ section, field, names }) => {
    const known = new Set(namesOf(file, names));
    const used = sectionOf(file, section).flatMap((entry) => entry.texts(field));
    return used
      .filter(({ text }) => !known.has(text))
      .map(({ path, text }) => ({ path, expected: `a name from ${names}`, got: `"${text}"` }));
  });
}

function sectionOf(file: unknown, section: string): LooseEntry[] {
  if (section === 'visits') return [entryAt(file, ['visits'])];
  if (section !== 'answers') return entriesOf(file, section);
  return INELIGIBLE_REASONS.map((reason) => entryAt(file, ['eligibility', 'answers', reason]));
}

function namesOf(file: unknown, section: string): string[] {
  const plugins = valueAt(file, [section]);
  if (section === 'plugins') return Object.keys(typeof plugins === 'object' ? (plugins ?? {}) : {});
  const field = section === 'contacts' ? 'topic' : 'id';
  return entriesOf(file, section).flatMap((entry) => entry.text(field) ?? []);
}
