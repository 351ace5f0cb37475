import type { Eligibility, EligibilityRules, IneligibleReason, PersonRecord } from './eligibility.js';
import type { LocalDate } from './policy-source.js';

type Check = (record: PersonRecord, rules: EligibilityRules, today: LocalDate) => boolean;

/**
 * In the order of the sentence that helps most, from what the person can change least to what is soonest mended:
 * a student needs the student page whatever else is true; HR keeps no appointments for the staff of an entity that is
 * not covered, so asking for those first would tell them wrongly that they have left; duty and card only
 * matter to someone who works here, and duty comes before the card because a newcomer has both open and
 * the head's confirmation is what the card waits for too.
 */
const CHECKS: readonly { reason: IneligibleReason; holds: Check }[] = [
  {
    reason: 'affiliation_not_covered',
    holds: (record, rules) => rules.affiliations.includes(record.affiliation),
  },
  { reason: 'entity_not_covered', holds: (record, rules) => !isExcluded(record.entity, rules) },
  { reason: 'not_current_appointee', holds: (record, _, today) => isCurrent(record, today) },
  { reason: 'duty_not_confirmed', holds: isDutyConfirmed },
  { reason: 'card_not_current', holds: isCardCurrent },
];

/**
 * Whether HR's record gives the right to codes on `today`, the campus's own date; else the first thing in the way.
 * `left_source` is not judged here: it is said of people whose record no longer comes.
 */
export function judgeEligibility(
  record: PersonRecord,
  rules: EligibilityRules,
  today: LocalDate,
): Eligibility {
  const failed = CHECKS.find((check) => !check.holds(record, rules, today));
  return failed === undefined ? { eligible: true } : { eligible: false, reason: failed.reason };
}

function isExcluded(entity: string | undefined, rules: EligibilityRules): boolean {
  return entity !== undefined && rules.excludedEntities.includes(entity);
}

/** ISO dates sort as text. The last day still counts. */
function isCurrent(record: PersonRecord, today: LocalDate): boolean {
  return record.appointments.some(({ from, until }) => from <= today && today <= (until ?? today));
}

function isDutyConfirmed(record: PersonRecord, rules: EligibilityRules): boolean {
  return !rules.dutyConfirmation.includes(record.affiliation) || record.dutyConfirmed !== undefined;
}

function isCardCurrent(record: PersonRecord, rules: EligibilityRules): boolean {
  return !rules.currentCard.includes(record.affiliation) || record.card === 'current';
}

/** Who is in a group: every condition that is given must hold, by any entry of its list. */
export interface GroupMembers {
  affiliation?: readonly string[] | undefined;
  unit?: readonly string[] | undefined;
  entity?: readonly string[] | undefined;
  /** People by the name they sign in with, without regard to case. */
  loginName?: readonly string[] | undefined;
}

/** Ids of the groups the person is in, in the order of `groups`. A group without a condition has nobody. */
export function groupsOf(
  record: PersonRecord,
  groups: readonly { id: string; members: GroupMembers }[],
): string[] {
  return groups.filter((group) => isMember(record, group.members)).map((group) => group.id);
}

function isMember(record: PersonRecord, members: GroupMembers): boolean {
  const names = members.loginName?.map((loginName) => loginName.toLowerCase());
  const conditions = [
    [members.affiliation, record.affiliation],
    [members.unit, record.unit],
    [members.entity, record.entity],
    [names, record.loginName?.toLowerCase()],
  ] as const;
  const given = conditions.filter(([list]) => list !== undefined);
  return given.length > 0 && given.every(([list, value]) => value !== undefined && list?.includes(value));
}
