import { z } from 'zod';
import { Problem } from '../../../core/domain/problem.js';
import { type AnyRoute, route } from '../../../core/http/route.js';
import type { CateringScope } from '../claims.js';
import { reverseMeal } from '../reverse-meal.js';
import type { TillDoor } from './asks.js';

const body = z.strictObject({
  requestId: z.string().regex(/^[\w.:-]{1,64}$/, '1 to 64 of A-Z a-z 0-9 _ . : -'),
});
const answer = z.object({ meal: z.uuid(), reversedAt: z.iso.datetime() });

/** The till that took a meal gives it back; asking twice is harmless. */
export function reversalRoute(scope: CateringScope, door: TillDoor): AnyRoute {
  return route({
    method: 'post',
    path: `/api/v1/campuses/${scope.campus.slug}/points/{point}/meals/{meal}/reversal`,
    role: 'device',
    summary: 'Give a meal back',
    body,
    answer,
    async handle({ params, body: ask, principal }) {
      const device = door.admit(principal).id;
      const { point = '', meal = '' } = params;
      if (!z.uuid().safeParse(meal).success)
        throw new Problem(404, 'meal_unknown', 'This till has taken no such meal.');
      return { json: await reverseMeal(scope, { device, point, meal, ...ask }) };
    },
  });
}
