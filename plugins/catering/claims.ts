import { Problem } from '../../core/domain/problem.js';
import type { Scope } from '../../core/host/plugin.js';
import type { Price } from './price-for.js';
import type { CateringSettings } from './settings.js';

export type CateringScope = Scope<CateringSettings>;

export interface ClaimAsk {
  /** The hub's id of the decision that let the person in. */
  decision: string;
  device: string;
  point: string;
  subject: string;
  day: string;
  period: string;
  price: Price;
  /** When the person stood at the till, epoch milliseconds. */
  at: number;
}

/** What stands in the book for a decision. */
export interface Meal {
  id: string;
  day: string;
  period: string;
  priceGroup: string;
  price: number;
  entitlement: 'taken' | 'used' | 'none';
  /** Epoch milliseconds. */
  takenAt: number | null;
  reversedAt: number | null;
}

const MEAL = `id, day::text, period, price_group as "priceGroup", price::float8 as price, entitlement,
  (extract(epoch from taken_at) * 1000)::float8 as "takenAt",
  (extract(epoch from reversed_at) * 1000)::float8 as "reversedAt"`;
/** Whoever meets the index lost to another till, so it takes a crowd of reversals to come here. */
const TRIES = 64;

/** The meal that a decision has in the book already. */
export async function mealOf({ campus, query }: CateringScope, decision: string): Promise<Meal | null> {
  const text = `select ${MEAL} from catering_meals where campus = $1 and decision = $2`;
  return (await query<Meal>(text, [campus.number, decision]))[0] ?? null;
}

/**
 * Takes one of the period's meals for the person where one is left, and writes down what came of it. The same decision
 * always gets the same row, whoever asks how often and on whichever node. Throws `busy` (503).
 */
export async function claimMeal(scope: CateringScope, ask: ClaimAsk): Promise<Meal> {
  for (let tries = 0; tries < TRIES; tries += 1) {
    const meal = (await takeFree(scope, ask)) ?? (await mealOf(scope, ask.decision));
    if (meal) return meal;
  }
  throw new Problem(503, 'busy', 'Too many tills ask for this person at once; ask again.');
}

/** Nothing when an index was met: this decision's own row, or another till's meal of that number. */
async function takeFree({ campus, query }: CateringScope, ask: ClaimAsk): Promise<Meal | undefined> {
  const { price } = ask;
  const rows = await query<Meal>(
    `with mine as (
       select slot, taken_at from catering_meals
       where campus = $1 and subject = decode($5, 'hex') and day = $6 and period = $7
         and slot is not null and reversed_at is null),
     free as (
       select min(n) as slot, (select max(taken_at) from mine) as earlier
       from generate_series(1, $9::integer) n where n not in (select slot from mine))
     insert into catering_meals
       (campus, decision, device, point, subject, day, period, price_group, price, entitlement, slot, taken_at)
     select $1, $2, $3, $4, decode($5, 'hex'), $6, $7, $8, case when slot is null then $10 else $11 end::numeric,
            case when $9 = 0 then 'none' when slot is null then 'used' else 'taken' end, slot,
            case when slot is null then earlier else to_timestamp($12::float8 / 1000) end
     from free
     on conflict do nothing
     returning ${MEAL}`,
    [
      campus.number,
      ask.decision,
      ask.device,
      ask.point,
      ask.subject,
      ask.day,
      ask.period,
      price.priceGroup,
      price.count,
      price.full,
      price.reduced,
      ask.at,
    ],
  );
  return rows[0];
}

/** How many of a person's meals are taken, and when the last one was. */
export async function takenSoFar(
  { campus, query }: CateringScope,
  ask: Pick<ClaimAsk, 'subject' | 'day' | 'period'>,
): Promise<{ count: number; at: number | null }> {
  const [row] = await query<{ count: number; at: number | null }>(
    `select count(*)::integer as count, (extract(epoch from max(taken_at)) * 1000)::float8 as at
     from catering_meals
     where campus = $1 and subject = decode($2, 'hex') and day = $3 and period = $4
       and slot is not null and reversed_at is null`,
    [campus.number, ask.subject, ask.day, ask.period],
  );
  return row ?? { count: 0, at: null };
}

/** Meals of long ago. */
export async function pruneMeals({ campus, settings, query, now }: CateringScope): Promise<void> {
  const text = `delete from catering_meals
    where campus = $1 and day < (to_timestamp($2::float8 / 1000) - make_interval(days => $3))::date`;
  await query(text, [campus.number, now(), settings.keepDays]);
}
