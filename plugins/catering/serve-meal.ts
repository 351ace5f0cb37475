import type { DeviceView } from '../../core/domain/devices.js';
import { type Language, localized } from '../../core/domain/languages.js';
import { Problem } from '../../core/domain/problem.js';
import type { Outcome, Reason } from '../../core/domain/reasons.js';
import type { DecisionAnswer } from '../../core/use-cases/decide-scan.js';
import type { HolderView } from '../../core/use-cases/holder-of.js';
import { type CateringScope, claimMeal, type Meal, mealOf, takenSoFar } from './claims.js';
import { mealMessage, refusalMessage, type Standing } from './messages.js';
import { type MealTime, periodAt } from './period-at.js';
import { type Price, priceFor, priceGroupOf } from './price-for.js';
import { GUESTS } from './settings.js';
import { type ShownHolder, shownHolder } from './shown-holder.js';

export interface MealAsk {
  device: DeviceView;
  point: string;
  code: string;
  requestId: string;
  /** False only looks; asking again with the same request id and `take` takes. */
  take: boolean;
  language: Language;
}

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

/** A person who was let in longer ago does not stand at the till any more. */
const TAKE_WITHIN_MS = 10 * 60_000;

/**
 * A code at a till: decides and records it, and takes the person's meal where one is left. Asking again with the same
 * request id, after a lost answer or a hub that died in between, gives the same answer and takes nothing twice. Throws
 * what `decideScan` throws, `scan_too_old` (409) and `busy` (503).
 */
export async function serveMeal(scope: CateringScope, ask: MealAsk): Promise<MealAnswer> {
  const { device, point, code, requestId, language } = ask;
  const decided = await scope.hub.decideScan({ device, point, code, requestId });
  if (decided.decision === 'deny') return refused(scope, decided, language);
  const holder = await scope.hub.holderOf(decided.id);
  const at = Date.parse(decided.at);
  const time = periodAt(scope.settings.periods, { timeZone: scope.campus.timeZone, point, at });
  const priceGroup = holder ? priceGroupOf(scope.settings, holder.groups) : GUESTS;
  const shown = shownHolder(holder, scope.settings);
  const known = {
    decision: decided.decision,
    reason: decided.reason,
    ...(shown ? { holder: shown } : {}),
    currency: scope.settings.currency,
  };
  if (time === null) {
    const message = mealMessage(scope, { kind: 'noPeriod' }, language);
    return { ...known, message, priceGroup, price: null, period: null, entitlement: 'none' };
  }
  const price = priceFor(time.period, priceGroup, holder !== null);
  const meal = holder ? await mealFor(scope, ask, { decided, at, holder, time, price }) : fullPrice(price);
  return { ...known, ...told(scope, time, meal, language) };
}

interface Facts {
  decided: DecisionAnswer;
  at: number;
  holder: HolderView;
  time: MealTime;
  price: Price;
}

/** A meal as an answer needs it: one of the book, or one that was only looked at. */
type Told = Pick<Meal, 'priceGroup' | 'price' | 'takenAt' | 'reversedAt'> & {
  id: string | null;
  entitlement: MealAnswer['entitlement'];
};

async function mealFor(scope: CateringScope, ask: MealAsk, facts: Facts): Promise<Told> {
  const { decided, holder, at, time, price } = facts;
  const known = await mealOf(scope, decided.id);
  if (known) return known;
  const whose = { subject: holder.subject, day: time.day, period: time.period.id };
  if (!ask.take) return looked(price, await takenSoFar(scope, whose));
  if (scope.now() - at > TAKE_WITHIN_MS)
    throw new Problem(409, 'scan_too_old', 'This scan is too old to take a meal; scan the code once more.');
  const { device, point } = ask;
  return claimMeal(scope, { decision: decided.id, device: device.id, point, ...whose, price, at });
}

function looked(price: Price, taken: { count: number; at: number | null }): Told {
  if (price.count === 0) return fullPrice(price);
  const left = taken.count < price.count;
  return {
    id: null,
    priceGroup: price.priceGroup,
    price: left ? price.reduced : price.full,
    entitlement: left ? 'free' : 'used',
    takenAt: left ? null : taken.at,
    reversedAt: null,
  };
}

function fullPrice({ priceGroup, full }: Price): Told {
  return { id: null, priceGroup, price: full, entitlement: 'none', takenAt: null, reversedAt: null };
}

function told(scope: CateringScope, time: MealTime, meal: Told, language: Language) {
  const { priceGroup, price, entitlement } = meal;
  return {
    message: mealMessage(scope, standingOf(time, meal), language),
    priceGroup,
    price,
    period: { id: time.period.id, name: localized(time.period.name, language), day: time.day },
    entitlement,
    ...(meal.takenAt === null ? {} : { takenAt: new Date(meal.takenAt).toISOString() }),
    ...(meal.reversedAt === null ? {} : { reversedAt: new Date(meal.reversedAt).toISOString() }),
    ...(meal.id !== null && entitlement === 'taken' ? { meal: meal.id } : {}),
  };
}

function standingOf(time: MealTime, { entitlement, takenAt, reversedAt }: Told): Standing {
  if (reversedAt !== null) return { kind: 'reversed', time };
  if (entitlement === 'used' && takenAt !== null) return { kind: 'used', time, at: takenAt };
  return { kind: entitlement === 'taken' || entitlement === 'free' ? entitlement : 'fullPrice', time };
}

function refused(scope: CateringScope, { reason }: DecisionAnswer, language: Language): MealAnswer {
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
