import { type CateringSettings, GUESTS, type MealPeriod } from './settings.js';

export interface Price {
  priceGroup: string;
  /** What the meal costs whoever has no entitlement left. */
  full: number;
  /** Meals a day at the entitlement's price; 0 for none. */
  count: number;
  reduced: number;
}

/** The first price group that one of these campus groups is in; guests where there is none. */
export function priceGroupOf({ priceGroups }: CateringSettings, groups: readonly string[]): string {
  return priceGroups.find((one) => one.groups.some((group) => groups.includes(group)))?.id ?? GUESTS;
}

/** `entitled` is false for whoever is nobody's holder: guests that nobody knows share no entitlement. */
export function priceFor(period: MealPeriod, priceGroup: string, entitled: boolean): Price {
  const full = period.prices[priceGroup] ?? 0;
  const entitlement = entitled ? period.entitlements[priceGroup] : undefined;
  return { priceGroup, full, count: entitlement?.count ?? 0, reduced: entitlement?.price ?? full };
}
