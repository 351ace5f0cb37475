import { z } from 'zod';
import { id, localizedText } from '../../core/campus-file/words.js';
import { personRecord } from '../../core/domain/eligibility.js';
import { SETTING_WORDS } from './setting-words.js';

const quotaGroup = z.strictObject({
  id,
  name: localizedText,
  /** Campus groups; none means everybody who is in no group before. */
  groups: z.array(id).default([]),
  /** Pages a month; absent means without a limit. */
  pages: z.int().min(0).max(1_000_000).optional(),
});
export type QuotaGroup = z.infer<typeof quotaGroup>;

const userName = z.strictObject({
  affiliation: personRecord.shape.affiliation,
  /** Put after the login name, such as "@connect.campus.test". */
  suffix: z.string().regex(/^[\w.@-]{1,64}$/, 'up to 64 of A-Z a-z 0-9 _ . @ -'),
});

const isOnce = (list: readonly string[]) => new Set(list).size === list.length;

/** What an admin sets for one campus. */
export const settings = z.strictObject({
  userNames: z
    .array(userName)
    .max(4)
    .refine((list) => isOnce(list.map(({ affiliation }) => affiliation)), 'each affiliation once')
    .default([])
    .meta(SETTING_WORDS.userNames),
  quotaGroups: z
    .array(quotaGroup)
    .max(32)
    .refine((list) => isOnce(list.map((group) => group.id)), 'an id of its own for each')
    .default([])
    .meta(SETTING_WORDS.quotaGroups),
  idleSeconds: z.int().min(10).max(600).default(60).meta(SETTING_WORDS.idleSeconds),
  keepDays: z.int().min(1).max(90).default(7).meta(SETTING_WORDS.keepDays),
  pushToken: z
    .string()
    .max(512)
    .default('')
    .meta({ ...SETTING_WORDS.pushToken, secret: true }),
  pushSeconds: z.number().min(0.1).max(40).default(10).meta(SETTING_WORDS.pushSeconds),
  watchSeconds: z.int().min(1).max(3600).default(60).meta(SETTING_WORDS.watchSeconds),
  allowPrivateAddresses: z.boolean().default(false).meta(SETTING_WORDS.allowPrivateAddresses),
});
export type PrinterSettings = z.infer<typeof settings>;
