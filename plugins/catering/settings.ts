import { z } from 'zod';
import { endTime, id, localizedText, startTime } from '../../core/campus-file/words.js';
import { WEEKDAYS } from '../../core/domain/policy-source.js';
import { SETTING_WORDS } from './setting-words.js';
import { settingsIssues } from './settings-issues.js';

/** Who is in no price group's campus groups: visitors, and everybody at a released point. */
export const GUESTS = 'guests';

const AMOUNT = 'an amount such as 32 or 32.5, at most two decimals';
const amount = z
  .number({ error: AMOUNT })
  .min(0)
  .max(100_000)
  .refine((value) => Math.abs(value * 100 - Math.round(value * 100)) < 1e-6, AMOUNT);

const priceGroup = z.strictObject({
  id: id.refine((value) => value !== GUESTS, 'another id: guests is who is in no group'),
  /** Campus groups. */
  groups: z.array(id).min(1),
});

const entitlement = z.strictObject({ count: z.int().min(1).max(20), price: amount });

const period = z.strictObject({
  id,
  name: localizedText,
  from: startTime,
  to: endTime,
  days: z
    .array(z.enum(WEEKDAYS))
    .min(1)
    .default([...WEEKDAYS]),
  /** Access points; none means every till. */
  points: z.array(id).default([]),
  prices: z.record(id, amount),
  entitlements: z.record(id, entitlement).default({}),
});
export type PriceGroup = z.infer<typeof priceGroup>;
export type MealPeriod = z.infer<typeof period>;

/** What an admin sets for one campus. */
export const settings = z
  .strictObject({
    currency: z
      .string()
      .regex(/^[A-Z]{3}$/, 'three capitals such as HKD')
      .default('HKD')
      .meta(SETTING_WORDS.currency),
    priceGroups: z.array(priceGroup).max(32).default([]).meta(SETTING_WORDS.priceGroups),
    periods: z.array(period).max(64).default([]).meta(SETTING_WORDS.periods),
    showHolder: z.enum(['name', 'initials', 'none']).default('initials').meta(SETTING_WORDS.showHolder),
    contactTopic: id.optional().meta(SETTING_WORDS.contactTopic),
    reversalMinutes: z.int().min(1).max(240).default(10).meta(SETTING_WORDS.reversalMinutes),
    keepDays: z.int().min(2).max(400).default(90).meta(SETTING_WORDS.keepDays),
    pushToken: z
      .string()
      .max(512)
      .default('')
      .meta({ ...SETTING_WORDS.pushToken, secret: true }),
    pushSeconds: z.number().min(0.1).max(40).default(10).meta(SETTING_WORDS.pushSeconds),
    watchSeconds: z.int().min(1).max(3600).default(60).meta(SETTING_WORDS.watchSeconds),
    allowPrivateAddresses: z.boolean().default(false).meta(SETTING_WORDS.allowPrivateAddresses),
  })
  .superRefine((filled, { addIssue }) => {
    for (const { path, message } of settingsIssues(filled)) addIssue({ code: 'custom', path, message });
  });
export type CateringSettings = z.infer<typeof settings>;
