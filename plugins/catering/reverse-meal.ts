import { Problem } from '../../core/domain/problem.js';
import type { CateringScope } from './claims.js';

export interface ReversalAsk {
  device: string;
  point: string;
  meal: string;
  requestId: string;
}

export interface Reversal {
  meal: string;
  /** ISO 8601. */
  reversedAt: string;
}

interface Row {
  reversedAt: number;
  audited: boolean;
  period: string;
  day: string;
}

/**
 * Gives a taken meal back, at the till that sold it and within the campus's minutes; the person may take another one.
 * Twice is the same as once. Throws `meal_unknown` (404) and `reversal_too_late` (409).
 */
export async function reverseMeal(scope: CateringScope, ask: ReversalAsk): Promise<Reversal> {
  const row = (await giveBack(scope, ask)) ?? (await givenBack(scope, ask));
  // Audited before it is answered, and by whoever asks again where a hub died in between.
  if (!row.audited) await audit(scope, ask, row);
  return { meal: ask.meal, reversedAt: new Date(row.reversedAt).toISOString() };
}

const ROW = `(extract(epoch from reversed_at) * 1000)::float8 as "reversedAt", reversal_audited as audited, period,
  day::text`;
const OWN = `campus = $1 and id = $2 and device = $3 and point = $4 and entitlement = 'taken'`;

async function giveBack(
  { campus, query, now, settings }: CateringScope,
  ask: ReversalAsk,
): Promise<Row | undefined> {
  const rows = await query<Row>(
    `update catering_meals set reversed_at = to_timestamp($5::float8 / 1000)
     where ${OWN} and reversed_at is null and taken_at >= to_timestamp($5::float8 / 1000) - make_interval(mins => $6)
     returning ${ROW}`,
    [campus.number, ask.meal, ask.device, ask.point, now(), settings.reversalMinutes],
  );
  return rows[0];
}

/** Given back before, or the reason why it cannot be. */
async function givenBack({ campus, query }: CateringScope, ask: ReversalAsk): Promise<Row> {
  const [row] = await query<Omit<Row, 'reversedAt'> & { reversedAt: number | null }>(
    `select ${ROW} from catering_meals where ${OWN}`,
    [campus.number, ask.meal, ask.device, ask.point],
  );
  if (!row) throw new Problem(404, 'meal_unknown', 'This till has taken no such meal.');
  const { reversedAt } = row;
  if (reversedAt === null)
    throw new Problem(409, 'reversal_too_late', 'This meal was taken too long ago to be given back.');
  return { ...row, reversedAt };
}

async function audit(
  { campus, hub, query }: CateringScope,
  ask: ReversalAsk,
  { period, day }: Row,
): Promise<void> {
  const { meal, requestId, point } = ask;
  await hub.audit('meal.reversed', ask.device, { meal, point, period, day, requestId });
  const text = 'update catering_meals set reversal_audited = true where campus = $1 and id = $2';
  await query(text, [campus.number, meal]);
}
