import type { Language } from '../../domain/languages.js';
import type { VisitorWay } from '../../domain/visits.js';

/** A visitor as somebody typed them: nothing in it is checked yet. */
export interface VisitorAsk {
  name: string;
  /** E-mail address or telephone number. */
  contact: string;
  organisation?: string | undefined;
  language: Language;
}

/** A member of a group says by which way the pass shall come. */
export interface MemberAsk extends VisitorAsk {
  way: VisitorWay;
}

/** Times in epoch milliseconds, the window half open; points by id. */
export interface WindowAsk {
  from: number;
  until: number;
  points: readonly string[];
}

export interface VisitAsk extends WindowAsk {
  kind: 'foreign' | 'mainland' | 'group';
  /** Of a foreign or mainland visit. */
  visitor?: VisitorAsk | undefined;
  /** Of a group, whose members register themselves. */
  group?: { name: string; size: number } | undefined;
  purpose: string;
  /** Idempotency-Key: the same request sent again is the same visit. */
  requestKey?: string | undefined;
}

/** One thing that is wrong with what was sent: the field by its name in the ask, and a stable code. */
export interface FieldError {
  field: string;
  code: VisitFault;
}

export const VISIT_FAULTS = [
  'name_missing',
  'name_invalid',
  'contact_missing',
  'contact_invalid',
  'way_unknown',
  'time_invalid',
  'time_in_past',
  'until_before_from',
  'window_too_long',
  'too_far_ahead',
  'points_missing',
  'point_unknown',
  'too_many_points',
  'purpose_invalid',
  'organisation_invalid',
  'language_unknown',
  'group_name_missing',
  'group_size_invalid',
  'number_missing',
  'duplicate_row',
  'row_unreadable',
  'note_invalid',
] as const;
export type VisitFault = (typeof VISIT_FAULTS)[number];
