import type { VisitRules } from '../../campus-file/sections/visits.js';
import type { Language } from '../../domain/languages.js';
import { LANGUAGES } from '../../domain/languages.js';
import { VISITOR_WAYS, type VisitorWay } from '../../domain/visits.js';
import { instantOf } from '../../domain/visits-local-time.js';
import { tidied } from './check-text.js';
import { purposeErrors, wholeSeconds } from './check-visit.js';
import { checkVisitor } from './check-visitor.js';
import { windowErrors } from './check-window.js';
import type { BatchColumn } from './read-batch.js';
import type { FieldError } from './visit-ask.js';

/** A row that is right, normalised. Times in epoch milliseconds. */
export interface BatchVisit {
  way: VisitorWay;
  name: string;
  contact: string;
  organisation: string | undefined;
  language: Language;
  purpose: string;
  from: number;
  until: number;
  points: string[];
}

export interface RowCheck {
  rules: VisitRules;
  timeZone: string;
  /** Where a row names none. */
  language: Language;
  now: number;
}

/** The visit of a row, or everything that is wrong with it. */
export function checkRow(
  fields: Record<BatchColumn, string>,
  { rules, timeZone, language, now }: RowCheck,
): BatchVisit | FieldError[] {
  const way = VISITOR_WAYS.find((one) => one === fields.way.toLowerCase());
  const window = windowOf(fields, timeZone);
  const purpose = tidied(fields.purpose);
  const spoken = fields.language === '' ? language : LANGUAGES.find((one) => one === fields.language);
  const { name, contact, organisation } = fields;
  // By which way a contact is read is not known without it: the rest is looked at all the same.
  const visitor = checkVisitor(way ?? 'foreign', {
    name,
    contact,
    organisation,
    language: spoken ?? language,
  });
  const errors = [
    ...(way ? [] : [{ field: 'way', code: 'way_unknown' } as const]),
    ...(spoken ? [] : [{ field: 'language', code: 'language_unknown' } as const]),
    ...(Array.isArray(visitor) ? visitor.filter(({ field }) => way || field !== 'contact') : []),
    ...(Array.isArray(window) ? window : windowErrors(rules, window, now)),
    ...purposeErrors(purpose),
  ];
  if (errors.length > 0 || !way || Array.isArray(visitor) || Array.isArray(window)) return errors;
  return { ...visitor, organisation: visitor.organisation, ...window, way, purpose };
}

function windowOf(
  fields: Record<BatchColumn, string>,
  timeZone: string,
): { from: number; until: number; points: string[] } | FieldError[] {
  const from = instantOf(timeZone, fields.from);
  const until = instantOf(timeZone, fields.until);
  const errors: FieldError[] = [];
  if (from === null) errors.push({ field: 'from', code: 'time_invalid' });
  if (until === null) errors.push({ field: 'until', code: 'time_invalid' });
  if (from === null || until === null) return errors;
  return wholeSeconds({ from, until, points: pointsOf(fields.points) });
}

/** `south-gate north-gate`, or with ; or | between them. */
function pointsOf(text: string): string[] {
  return [...new Set(text.split(/[\s;|]+/).filter(Boolean))];
}
