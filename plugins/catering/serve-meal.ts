import type { DeviceView } from '../../core/domain/devices.js';
import type { Language } from '../../core/domain/languages.js';
import { Problem } from '../../core/domain/problem.js';
import type { DecisionAnswer } from '../../core/use-cases/decide-scan.js';
import type { HolderView } from '../../core/use-cases/holder-of.js';
import { type CateringScope, claimMeal, mealOf, takenSoFar } from './claims.js';
import { type MealAnswer, refused, type Told, told } from './meal-answer.js';
import { mealMessage } from './messages.js';
import { periodAt } from './period-at.js';
import { type Price, priceFor, priceGroupOf } from './price-for.js';
import { GUESTS } from './settings.js';
import { shownHolder } from './shown-holder.js';

export interface MealAsk {
  device: DeviceView;
  point: string;
  code: string;
  requestId: string;
  /** False only looks; asking again with the same request id and `take` takes. */
  take: boolean;
  language: Language;
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
  if (decided.decision === 'deny') return refused(scope, decided.reason, language);
  const holder = await scope.hub.holderOf(decided.id);
  const priceGroup = holder ? priceGroupOf(scope.settings, holder.groups) : GUESTS;
  const shown = shownHolder(holder, scope.settings);
  const known = {
    decision: decided.decision,
    reason: decided.reason,
    ...(shown ? { holder: shown } : {}),
    currency: scope.settings.currency,
  };
  const meal = (await mealOf(scope, decided.id)) ?? (await newMeal(scope, ask, decided, holder, priceGroup));
  if (meal !== null) return { ...known, ...told(scope, meal, language) };
  const message = mealMessage(scope, { kind: 'noPeriod' }, language);
  return { ...known, message, priceGroup, price: null, period: null, entitlement: 'none' };
}

/** Null where no meal is served. */
async function newMeal(
  scope: CateringScope,
  ask: MealAsk,
  decided: DecisionAnswer,
  holder: HolderView | null,
  priceGroup: string,
): Promise<Told | null> {
  const at = Date.parse(decided.at);
  const { device, point, take } = ask;
  const time = periodAt(scope.settings.periods, { timeZone: scope.campus.timeZone, point, at });
  if (time === null) return null;
  const when = { day: time.day, period: time.period.id };
  const price = priceFor(time.period, priceGroup, holder !== null);
  if (holder === null) return { ...when, ...fullPrice(price) };
  const whose = { subject: holder.subject, ...when };
  if (!take) return { ...when, ...looked(price, await takenSoFar(scope, whose)) };
  if (scope.now() - at > TAKE_WITHIN_MS)
    throw new Problem(409, 'scan_too_old', 'This scan is too old to take a meal; scan the code once more.');
  return claimMeal(scope, { decision: decided.id, device: device.id, point, ...whose, price, at });
}

function looked(price: Price, taken: { count: number; at: number | null }): Omit<Told, 'day' | 'period'> {
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

function fullPrice({ priceGroup, full }: Price): Omit<Told, 'day' | 'period'> {
  return { id: null, priceGroup, price: full, entitlement: 'none', takenAt: null, reversedAt: null };
}
