import { z } from 'zod';
import { LANGUAGES, type Language } from '../../../core/domain/languages.js';

const text = z.string().max(2_000);

/** A posted form: texts, and of checkboxes one or several. */
export const typedForm = z.record(z.string().max(40), z.union([text, z.array(text).max(100)]));
export type Typed = z.output<typeof typedForm>;

/** What stands in a field, without spaces around it; empty where the form has no such field. */
export function one(typed: Typed, name: string): string {
  const value = typed[name];
  return (typeof value === 'string' ? value : (value?.[0] ?? '')).trim();
}

/** The values of the checkboxes of one name. */
export function many(typed: Typed, name: string): string[] {
  const value = typed[name] ?? [];
  return typeof value === 'string' ? [value] : value;
}

/** The language that was chosen, else the page's own. */
export function languageOf(typed: Typed, otherwise: Language): Language {
  return LANGUAGES.find((language) => language === one(typed, 'language')) ?? otherwise;
}
