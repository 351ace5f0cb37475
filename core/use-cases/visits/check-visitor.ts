import { LANGUAGES } from '../../domain/languages.js';
import type { VisitorWay } from '../../domain/visits.js';
import { isLine, isName, tidied } from './check-text.js';
import { contactOf } from './contact.js';
import type { FieldError, VisitorAsk } from './visit-ask.js';

/** A visitor as we keep one: every field checked and normalised. */
export interface CheckedVisitor extends VisitorAsk {
  way: VisitorWay;
}

/** The visitor, or what is wrong with each field. */
export function checkVisitor(way: VisitorWay, ask: VisitorAsk): CheckedVisitor | FieldError[] {
  const name = tidied(ask.name);
  const organisation = tidied(ask.organisation ?? '');
  const contact = contactOf(way, ask.contact);
  const errors: FieldError[] = [];
  if (name === '') errors.push({ field: 'name', code: 'name_missing' });
  else if (!isName(name)) errors.push({ field: 'name', code: 'name_invalid' });
  if (ask.contact.trim() === '') errors.push({ field: 'contact', code: 'contact_missing' });
  else if (contact === null) errors.push({ field: 'contact', code: 'contact_invalid' });
  if (!isLine(organisation, 100)) errors.push({ field: 'organisation', code: 'organisation_invalid' });
  if (!LANGUAGES.includes(ask.language)) errors.push({ field: 'language', code: 'language_unknown' });
  if (errors.length > 0 || contact === null) return errors;
  const { language } = ask;
  return { way, name, contact, language, organisation: organisation || undefined };
}
