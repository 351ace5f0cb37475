import { z } from 'zod';
import { endTime, id, localDate, startTime } from '../words.js';

const hours = z.array(z.strictObject({ from: startTime, to: endTime }));
const week = z.strictObject({
  mon: hours.optional(),
  tue: hours.optional(),
  wed: hours.optional(),
  thu: hours.optional(),
  fri: hours.optional(),
  sat: hours.optional(),
  sun: hours.optional(),
});

export const schedulesSection = z.array(
  z.strictObject({
    id,
    week,
    exceptions: z
      .array(z.strictObject({ date: localDate, hours }))
      .refine((list) => new Set(list.map(({ date }) => date)).size === list.length, 'each date once')
      .default([]),
  }),
);

const rule = z
  .strictObject({
    id,
    effect: z.enum(['allow', 'deny']),
    groups: z.array(id).min(1),
    points: z.array(id).default([]),
    areas: z.array(id).default([]),
    schedule: id.optional(),
    from: localDate.optional(),
    until: localDate.optional(),
  })
  .refine((is) => is.points.length + is.areas.length > 0, 'at least one point or area')
  .refine((is) => (is.from ?? '') <= (is.until ?? '9999-12-31'), {
    path: ['until'],
    error: 'a date on or after "from"',
  });

export const rulesSection = z.array(rule);
