import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import type { VisitKind, VisitState } from '../../../core/domain/visits.js';
import type { Vault } from '../../../core/store/seal.js';
import { insertVisits, type NewVisit } from '../../../core/store/visits.js';
import { contactDigest, sealVisit, sealVisitor } from '../../../core/store/visits-sealed.js';
import { insertVisitors, type NewVisitor } from '../../../core/store/visits-visitors.js';
import { SEEDED } from './campus.js';
import { type Dice, diceOf } from './dice.js';
import { nameOf } from './people.js';

const BATCH = 2_000;
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const PURPOSES = [
  'Project meeting',
  'Guest lecture',
  'Library tour',
  'Interview',
  'Equipment delivery',
  'Examination board',
] as const;
/** Days around today on which visits begin. */
const WINDOW = { before: 60, after: 20 };

/** Visits of the last weeks and the next ones, each with one to four visitors; hosts are staff. */
export async function seedVisits(
  sql: pg.Client,
  { vault, visits, now }: { vault: Vault; visits: number; now: number },
): Promise<void> {
  const roll = diceOf(23);
  const { rows } = await sql.query<{ id: string }>(
    `select id from people where campus = $1 and facts ->> 'affiliation' = 'staff' and left_at is null
     order by key_digest limit 4000`,
    [SEEDED.number],
  );
  const hosts = rows.map(({ id }) => id) as [string, ...string[]];
  for (let from = 0; from < visits; from += BATCH) {
    const made = Array.from({ length: Math.min(BATCH, visits - from) }, (_, offset) =>
      visitOf({ index: from + offset, roll, vault, now, host: roll.of(hosts) }),
    );
    await insertVisits(
      sql,
      SEEDED.number,
      made.map(({ visit }) => visit),
    );
    const visitors = made.flatMap(({ visitors }) => visitors);
    await insertVisitors(sql, SEEDED.number, visitors, now);
  }
  await sql.query(
    `update visits set created_at = begins_at - interval '3 days', changed_at = begins_at - interval '2 days'`,
  );
}

interface VisitAsk {
  index: number;
  roll: Dice;
  vault: Vault;
  now: number;
  host: string;
}

function visitOf(ask: VisitAsk): { visit: NewVisit; visitors: NewVisitor[] } {
  const { index, roll, vault, now, host } = ask;
  const kind = roll.weighted<VisitKind>([
    ['foreign', 5],
    ['mainland', 4],
    ['alumni', 2],
    ['group', 1],
  ]);
  const state = roll.weighted<VisitState>([
    ['approved', 85],
    ['requested', 5],
    ['declined', 4],
    ['cancelled', 6],
  ]);
  const from =
    Math.round((now + (roll.below(WINDOW.before + WINDOW.after) - WINDOW.before) * DAY) / HOUR) * HOUR;
  const personal = {
    host: kind === 'alumni' ? null : nameOf(index),
    purpose: roll.of(PURPOSES),
    note: null,
    group: kind === 'group' ? `Study tour ${index}` : null,
  };
  const visit: NewVisit = {
    id: randomUUID(),
    ...{ kind, state, personal: sealVisit(vault, SEEDED.number, personal) },
    host: kind === 'alumni' ? null : host,
    from: from + (roll.below(10) - 5) * HOUR,
    until: from + 8 * HOUR,
    points: [`point-${roll.below(20)}`],
    groupSize: kind === 'group' ? 20 : null,
    ...{ requestKey: null, requestDigest: null },
  };
  const count = kind === 'group' ? 4 : 1 + roll.below(2);
  return { visit, visitors: Array.from({ length: count }, (_, nth) => visitorOf(ask, visit, nth)) };
}

function visitorOf({ index, roll, vault }: VisitAsk, visit: NewVisit, nth: number): NewVisitor {
  const way = visit.kind === 'mainland' ? 'mainland' : 'foreign';
  const serial = String(index * 4 + nth).padStart(8, '0');
  const contact = way === 'mainland' ? `+86138${serial}` : `visitor-${serial}@guest.example`;
  const personal = { name: nameOf(index + nth * 7), contact, organisation: 'Guest University' };
  return {
    id: randomUUID(),
    ...{ visit: visit.id, way, language: roll.of(['en', 'zh-Hans', 'zh-Hant'] as const) },
    contactDigest: contactDigest(vault, SEEDED.number, contact),
    personal: sealVisitor(vault, SEEDED.number, personal),
    invited: visit.state === 'approved',
  };
}
