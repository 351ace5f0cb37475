import type { Sql } from './database.js';
import type { PersonFacts } from './people-facts.js';

export interface HolderRow {
  person: string;
  keyDigest: Buffer;
  personal: Buffer;
  facts: PersonFacts;
  /** Whether the right and the handle that were shown still stand; a handle is one day's. */
  stands: boolean;
}

/** Whom a granted decision of one of these devices let in; null where that was no holder of a credential. */
export async function readHolder(
  sql: Sql,
  ask: { campus: number; decision: string; devices: readonly string[]; now: number },
): Promise<HolderRow | null> {
  const { rows } = await sql.query<HolderRow>(
    `select p.id as person, p.key_digest as "keyDigest", p.personal, p.facts,
            c.state = 'active' and h.voided_at is null and h.until > to_timestamp($4 / 1000.0) as stands
     from events e
     join handles h on h.campus = e.campus and h.handle = e.handle
     join credentials c on c.id = h.credential
     join people p on p.id = c.person
     -- A released point lets everybody pass, whoever's code it was: the step is kept only where the code counted.
     where e.campus = $1 and e.id = $2 and e.device = any($3) and e.outcome = 'grant' and e.step is not null`,
    [ask.campus, ask.decision, ask.devices, ask.now],
  );
  return rows[0] ?? null;
}
