import { type Language, localized } from '../../core/domain/languages.js';
import type { Outcome, Reason } from '../../core/domain/reasons.js';
import type { CateringScope, Meal } from './claims.js';
import { mealMessage, refusalMessage, type Standing } from './messages.js';
import type { ShownHolder } from './shown-holder.js';

export interface MealAnswer {
  decision: Outcome;
  reason: Reason;
  /** For the till's display. */
  message: string;
  holder?: ShownHolder;
  /** Null when the person was refused. */
  priceGroup: string | null;
  /** What this meal costs now, in `currency`; null when the person was refused and where no meal is served. */
  price: number | null;
  currency: string;
  period: { id: string; name: string; day: string } | null;
  entitlement: 'taken' | 'used' | 'free' | 'none';
  /** When the meal was taken, by this request or for `used` by an earlier one; ISO 8601. */
  takenAt?: string;
  /** When it was given back; ISO 8601. */
  reversedAt?: string;
  /** The taken meal's id, by which it can be given back. */
  meal?: string;
}

/** A meal as an answer needs it: one of the book, or one that was only looked at. */
export type Told = Pick<Meal, 'priceGroup' | 'price' | 'takenAt' | 'reversedAt' | 'day' | 'period'> & {
  id: string | null;
  entitlement: MealAnswer['entitlement'];
};

/** What the answer says of a meal. */
export function told(scope: CateringScope, meal: Told, language: Language) {
  const { priceGroup, price, entitlement, day } = meal;
  // A period may have been taken out of the settings since the meal was sold.
  const period = scope.settings.periods.find(({ id }) => id === meal.period);
  const name = period ? localized(period.name, language) : meal.period;
  return {
    message: mealMessage(scope, standingOf(name, meal), language),
    priceGroup,
    price,
    period: { id: meal.period, name, day },
    entitlement,
    ...(meal.takenAt === null ? {} : { takenAt: new Date(meal.takenAt).toISOString() }),
    ...(meal.reversedAt === null ? {} : { reversedAt: new Date(meal.reversedAt).toISOString() }),
    ...(meal.id !== null && entitlement === 'taken' ? { meal: meal.id } : {}),
  };
}

function standingOf(name: string, { entitlement, takenAt, reversedAt }: Told): Standing {
  if (reversedAt !== null) return { kind: 'reversed', name };
  if (entitlement === 'used' && takenAt !== null) return { kind: 'used', name, at: takenAt };
  return { kind: entitlement === 'taken' || entitlement === 'free' ? entitlement : 'fullPrice', name };
}

export function refused(scope: CateringScope, reason: Reason, language: Language): MealAnswer {
  return {
    decision: 'deny',
    reason,
    message: refusalMessage(scope, reason, language),
    priceGroup: null,
    price: null,
    currency: scope.settings.currency,
    period: null,
    entitlement: 'none',
  };
}
