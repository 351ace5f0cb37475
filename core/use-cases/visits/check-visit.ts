import type { VisitRules } from '../../campus-file/sections/visits.js';
import { isLine, isName, tidied } from './check-text.js';
import { type CheckedVisitor, checkVisitor } from './check-visitor.js';
import { windowErrors } from './check-window.js';
import type { Host } from './host.js';
import type { FieldError, VisitAsk, WindowAsk } from './visit-ask.js';
import { visitInvalid } from './visit-problems.js';
import type { Draft } from './write-visit.js';

/** What a host asked for, checked and normalised. Throws `visit_invalid` (422) with all that is wrong. */
export function checkVisit(
  rules: VisitRules,
  host: Host,
  ask: VisitAsk,
  now: number,
): Omit<Draft, 'host' | 'requestKey' | 'requestDigest'> {
  const window = wholeSeconds(ask);
  const purpose = tidied(ask.purpose);
  const who = ask.kind === 'group' ? checkGroup(rules, ask.group) : visitorOf(ask.kind, ask.visitor);
  const errors = [
    ...windowErrors(rules, window, now),
    ...purposeErrors(purpose),
    ...(Array.isArray(who) ? who : []),
  ];
  if (errors.length > 0 || Array.isArray(who)) throw visitInvalid(errors);
  const [visitor, group] = 'size' in who ? [null, who] : [who, null];
  return {
    ...window,
    kind: ask.kind,
    personal: { host: host.displayName, purpose, note: null, group: group?.name ?? null },
    groupSize: group?.size ?? null,
    visitor,
  };
}

/** Codes count whole seconds, and so do visits. */
export function wholeSeconds<T extends Pick<WindowAsk, 'from' | 'until'>>(window: T): T {
  const whole = (at: number) => Math.floor(at / 1000) * 1000;
  return { ...window, from: whole(window.from), until: whole(window.until) };
}

export function purposeErrors(purpose: string): FieldError[] {
  return purpose !== '' && isLine(purpose, 200) ? [] : [{ field: 'purpose', code: 'purpose_invalid' }];
}

function visitorOf(way: 'foreign' | 'mainland', visitor: VisitAsk['visitor']): CheckedVisitor | FieldError[] {
  return visitor ? checkVisitor(way, visitor) : [{ field: 'name', code: 'name_missing' }];
}

function checkGroup(
  { maxGroupSize }: Pick<VisitRules, 'maxGroupSize'>,
  group: VisitAsk['group'],
): { name: string; size: number } | FieldError[] {
  const name = tidied(group?.name ?? '');
  const size = group?.size ?? 0;
  const errors: FieldError[] = [];
  if (name === '') errors.push({ field: 'groupName', code: 'group_name_missing' });
  else if (!isName(name)) errors.push({ field: 'groupName', code: 'name_invalid' });
  if (!Number.isInteger(size) || size < 1 || size > maxGroupSize)
    errors.push({ field: 'groupSize', code: 'group_size_invalid' });
  return errors.length > 0 ? errors : { name, size };
}
