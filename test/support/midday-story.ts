import { expect } from 'chai';
import { eventually } from './eventually.js';
import type { Midday, MiddayNode, Sale } from './midday.js';

const LUNCHES = 200;
const MESSAGES = 50;
const CANTEENS = [
  'cym-canteen',
  'fscac-restaurant',
  'union-restaurant',
  'gourmet-asia',
  'olivers-super-sandwiches',
];

export interface MiddayPlan {
  /** How many nodes there are before the first of them is killed. */
  nodes: 1 | 2;
  /** What else goes wrong when the first node is killed. */
  disturb?: () => void;
}

/**
 * 50 messages are on their way and 200 lunches are being sold; a node is killed in the middle of both. Tills ask again,
 * as tills do: first under the same request id, and with the next code where the first one's time is over.
 */
export async function killAtMidday(midday: Midday, { nodes, disturb }: MiddayPlan): Promise<void> {
  const phones = await midday.hungry(LUNCHES);
  const guests = Array.from({ length: MESSAGES }, (_, n) =>
    n % 2 === 0
      ? ({ way: 'foreign', contact: `guest-${n}@visitors.test` } as const)
      : ({ way: 'mainland', contact: `138000000${10 + n}` } as const),
  );
  const first = await midday.node();
  const spare = nodes === 2 ? await midday.node() : undefined;
  await midday.invite(guests);
  const shown = await Promise.all(phones.map((phone) => phone()));
  const before = await sellUntilKilled(midday, first, spare, shown, disturb);

  // The other node goes on with what nobody holds; only what the dead one held is still to be sent.
  if (spare) await eventually(async () => (await messages(midday)).filter(isOpen).length <= 1);
  midday.leasesEnd();
  // Its clock stands later: what the dead node held is free.
  const next = await midday.node();
  const after = await Promise.all(phones.map((phone, n) => askAgain(midday, next, phone, shown[n] ?? '', n)));
  expect(after.filter((sale) => sale?.entitlement !== 'taken')).to.deep.equal([]);
  for (const [n, sale] of before.entries()) if (sale?.meal) expect(after[n]?.meal).to.equal(sale.meal);
  expect(await lunches(midday)).to.deep.equal({ lunches: LUNCHES, people: LUNCHES });

  const states = await eventually(async () => {
    const all = await messages(midday);
    return !all.some(isOpen) && all;
  });
  expect(states).to.have.length(MESSAGES);
  const received = midday.received();
  expect(received.size).to.equal(MESSAGES);
  const twice = [...received.values()].filter((times) => times > 1);
  expect(twice.every((times) => times === 2)).to.equal(true);
  const uncertain = states.filter((one) => one.uncertain).length;
  expect(twice.length).to.be.at.most(uncertain);
  expect(uncertain).to.be.at.most(1);
}

const isOpen = ({ state }: { state: string }) => state !== 'accepted' && state !== 'delivered';
const requestOf = (n: number) => `lunch-${n}`;
const canteenOf = (n: number) => CANTEENS[n % CANTEENS.length] ?? '';

/** Sells until a third has an answer and a third of the messages is out; then the node dies under the others. */
async function sellUntilKilled(
  midday: Midday,
  first: MiddayNode,
  spare: MiddayNode | undefined,
  shown: string[],
  disturb: (() => void) | undefined,
): Promise<(Sale | null)[]> {
  let answered = 0;
  let killed: Promise<void> | undefined;
  const maybeKill = () => {
    if (killed || answered < LUNCHES / 3 || midday.received().size < MESSAGES / 10) return;
    disturb?.();
    killed = first.kill();
  };
  const sales = shown.map(async (code, n) => {
    const sale = await midday.sell(spare && n % 2 === 1 ? spare : first, canteenOf(n), code, requestOf(n));
    if (sale) answered += 1;
    maybeKill();
    return sale;
  });
  const sold = await Promise.all(sales);
  await eventually(() => {
    maybeKill();
    return killed !== undefined;
  });
  await killed;
  return sold;
}

/** The same request first; a code that was never read before its time was over is shown anew. */
async function askAgain(
  midday: Midday,
  node: MiddayNode,
  phone: () => Promise<string>,
  shown: string,
  n: number,
): Promise<Sale | null> {
  const first = await midday.sell(node, canteenOf(n), shown, requestOf(n));
  if (first?.entitlement === 'taken') return first;
  return midday.sell(node, canteenOf(n), await phone(), `${requestOf(n)}-again`);
}

async function lunches({ database }: Midday): Promise<{ lunches: number; people: number } | undefined> {
  const { rows } = await database.pool.query<{ lunches: number; people: number }>(
    `select count(*)::int as lunches, count(distinct subject)::int as people
     from catering_meals where entitlement = 'taken' and reversed_at is null`,
  );
  return rows[0];
}

async function messages({ database }: Midday): Promise<{ state: string; uncertain: boolean }[]> {
  const { rows } = await database.pool.query<{ state: string; uncertain: boolean }>(
    "select state, uncertain from messages where kind = 'visit-invitation'",
  );
  return rows;
}
