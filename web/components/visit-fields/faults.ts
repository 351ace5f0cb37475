import type { Language } from '../../../core/domain/languages.js';
import type { Problem } from '../../../core/domain/problem.js';
import type { FieldError } from '../../../core/use-cases/visits/visit-ask.js';
import { FIELD_WORDS } from './words.js';

/** The first sentence for each field, by its name in the ask, which is its name on the form. */
export type Said = Record<string, string>;

/** What `visit_invalid` says, as a sentence for each field. */
export function saidOf(problem: Problem, language: Language): Said {
  const errors = (problem.extra['errors'] ?? []) as FieldError[];
  const { faults } = FIELD_WORDS[language];
  return Object.fromEntries(errors.toReversed().map(({ field, code }) => [field, faults[code]]));
}
