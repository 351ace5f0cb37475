import type { Language } from '../../../core/domain/languages.js';
import type { Problem } from '../../../core/domain/problem.js';
import type { FieldError, VisitFault } from '../../../core/use-cases/visits/visit-ask.js';
import { FIELD_WORDS } from './words.js';

export type FieldName =
  | ('name' | 'contact' | 'organisation' | 'language' | 'way' | 'from' | 'until' | 'points' | 'purpose')
  | ('groupName' | 'groupSize' | 'number' | 'row');

const FIELD_OF: Record<VisitFault, FieldName> = {
  name_missing: 'name',
  name_invalid: 'name',
  contact_missing: 'contact',
  contact_invalid: 'contact',
  way_unknown: 'way',
  time_invalid: 'from',
  time_in_past: 'from',
  until_before_from: 'until',
  window_too_long: 'until',
  too_far_ahead: 'from',
  points_missing: 'points',
  point_unknown: 'points',
  too_many_points: 'points',
  purpose_invalid: 'purpose',
  organisation_invalid: 'organisation',
  language_unknown: 'language',
  group_name_missing: 'groupName',
  group_size_invalid: 'groupSize',
  number_missing: 'number',
  duplicate_row: 'row',
  row_unreadable: 'row',
};

/** Where on a form a fault is told. */
export function fieldOf({ field, code }: FieldError): FieldName {
  const own = FIELD_OF[code];
  // Both ends of a window can be unreadable, or too far ahead.
  return own === 'from' && /until$/i.test(field) ? 'until' : own;
}

/** The first sentence for each field. */
export type Said = Partial<Record<FieldName, string>>;

/** What `visit_invalid` says, as a sentence for each field. */
export function saidOf(problem: Problem, language: Language): Said {
  const errors = (problem.extra['errors'] ?? []) as FieldError[];
  const { faults } = FIELD_WORDS[language];
  return Object.fromEntries(errors.toReversed().map((error) => [fieldOf(error), faults[error.code]]));
}
