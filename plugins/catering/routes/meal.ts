import { z } from 'zod';
import { DENY_REASONS, GRANT_REASONS } from '../../../core/domain/reasons.js';
import { type AnyRoute, route } from '../../../core/http/route.js';
import type { CateringScope } from '../claims.js';
import { serveMeal } from '../serve-meal.js';
import type { TillDoor } from './asks.js';

const body = z.strictObject({
  /** As the reader read it; a longer text is a rubbish scan, not a rubbish request. */
  code: z.string().max(4096),
  requestId: z.string().regex(/^[\w.:-]{1,64}$/, '1 to 64 of A-Z a-z 0-9 _ . : -'),
  take: z.boolean().default(true),
});

const answer = z.object({
  decision: z.enum(['grant', 'deny']),
  reason: z.enum([...GRANT_REASONS, ...DENY_REASONS]),
  message: z.string(),
  holder: z.object({ name: z.string().optional(), initials: z.string().optional() }).optional(),
  priceGroup: z.string().nullable(),
  price: z.number().nullable(),
  currency: z.string(),
  period: z.object({ id: z.string(), name: z.string(), day: z.iso.date() }).nullable(),
  entitlement: z.enum(['taken', 'used', 'free', 'none']),
  takenAt: z.iso.datetime().optional(),
  reversedAt: z.iso.datetime().optional(),
  meal: z.uuid().optional(),
});

/** A till asks about a code: who may buy at which price, and whether this meal is still there to be taken. */
export function mealRoute(scope: CateringScope, door: TillDoor): AnyRoute {
  return route({
    method: 'post',
    path: `/api/v1/campuses/${scope.campus.slug}/points/{point}/meals`,
    role: 'device',
    summary: 'Decide a code at a till and take the meal of this period',
    body,
    answer,
    async handle({ params, body: ask, principal, language }) {
      const device = door.admit(principal);
      return { json: await serveMeal(scope, { ...ask, device, point: params['point'] ?? '', language }) };
    },
  });
}
