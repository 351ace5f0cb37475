import { z } from 'zod';
import { endTime, id, localizedText, startTime } from '../../core/campus-file/words.js';
import { WEEKDAYS } from '../../core/domain/policy-source.js';
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
      .meta({ title: 'Currency', help: 'Of all prices, as ISO 4217 writes it.' }),
    priceGroups: z.array(priceGroup).max(32).default([]).meta({
      title: 'Price groups',
      help: 'id and campus groups of each; the first that a person is in counts, everybody else is among the guests.',
    }),
    periods: z.array(period).max(64).default([]).meta({
      title: 'Meal periods',
      help: 'id, name in three languages, from, to, days, points, prices by price group, and entitlements: how many meals a day at which price. Hours past midnight belong to the day on which they begin.',
    }),
    showHolder: z.enum(['name', 'initials', 'none']).default('initials').meta({
      title: 'What a till learns of the person',
      help: 'Never the member number.',
    }),
    contactTopic: id.optional().meta({
      title: 'Contact whose advice ends a refusal',
      help: 'A topic of the campus file’s contacts; empty takes the one that is about meals, or the topic canteen.',
    }),
    reversalMinutes: z.int().min(1).max(240).default(10).meta({
      title: 'Minutes in which a till may give a meal back',
    }),
    keepDays: z.int().min(2).max(400).default(90).meta({
      title: 'Days for which meals are kept',
      help: 'They name nobody.',
    }),
    pushToken: z.string().max(512).default('').meta({
      title: 'Push token',
      help: 'What the tills want to hear from the hub before they take prices.',
      secret: true,
    }),
    pushSeconds: z.number().min(0.1).max(40).default(10).meta({
      title: 'Seconds that a till may take to confirm prices',
    }),
    watchSeconds: z.int().min(1).max(3600).default(60).meta({
      title: 'Seconds between two looks at what a till holds',
    }),
    allowPrivateAddresses: z.boolean().default(false).meta({
      title: 'Private addresses',
      help: 'Consent to call tills on private networks.',
    }),
  })
  .superRefine((filled, { addIssue }) => {
    for (const { path, message } of settingsIssues(filled)) addIssue({ code: 'custom', path, message });
  });
export type CateringSettings = z.infer<typeof settings>;
