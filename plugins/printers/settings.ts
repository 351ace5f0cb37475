import { z } from 'zod';
import { id, localizedText } from '../../core/campus-file/words.js';
import { personRecord } from '../../core/domain/eligibility.js';

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
    .meta({
      title: 'Print user names',
      help: 'affiliation and suffix, where the print server knows people by more than their login name.',
    }),
  quotaGroups: z
    .array(quotaGroup)
    .max(32)
    .refine((list) => isOnce(list.map((group) => group.id)), 'an id of its own for each')
    .default([])
    .meta({
      title: 'Quota groups',
      help: 'id, name in three languages, campus groups and pages a month; the first that a person is in counts.',
    }),
  idleSeconds: z.int().min(10).max(600).default(60).meta({
    title: 'Seconds without activity until a panel signs out',
  }),
  keepDays: z.int().min(1).max(90).default(7).meta({
    title: 'Days for which ended sessions are kept',
    help: 'They name nobody.',
  }),
  pushToken: z.string().max(512).default('').meta({
    title: 'Push token',
    help: 'What the panels want to hear from the hub before they take quota groups.',
    secret: true,
  }),
  pushSeconds: z.number().min(0.1).max(40).default(10).meta({
    title: 'Seconds that a panel may take to confirm quota groups',
  }),
  watchSeconds: z.int().min(1).max(3600).default(60).meta({
    title: 'Seconds between two looks at what a panel holds',
  }),
  allowPrivateAddresses: z.boolean().default(false).meta({
    title: 'Private addresses',
    help: 'Consent to call panels on private networks.',
  }),
});
export type PrinterSettings = z.infer<typeof settings>;
