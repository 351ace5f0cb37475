import type { Credential } from './credentials.js';
import type { Sql } from './database.js';
import type { PersonFacts } from './people-facts.js';

/** A person as stored, with all that a judgement looks at or changes. */
export interface StandingPerson {
  person: string;
  login: Buffer | null;
  facts: PersonFacts;
  groups: number[];
  left: boolean;
  /** Null before the first judgement. */
  credential: Credential | null;
}

const COLUMNS = `p.id as person, p.login_digest as login, p.facts, p.groups, p.left_at is not null as left,
  case when c.id is not null then jsonb_build_object('state', c.state, 'reason', c.reason) end as credential`;

export async function readPerson(sql: Sql, campus: number, person: string): Promise<StandingPerson | null> {
  const { rows } = await sql.query<StandingPerson>(
    `select ${COLUMNS} from people p left join credentials c on c.person = p.id where p.campus = $1 and p.id = $2`,
    [campus, person],
  );
  return rows[0] ?? null;
}

/** The next `limit` people of a campus after the id `after`, by id; those who left were judged when they did. */
export async function readPeopleAfter(
  sql: Sql,
  campus: number,
  after: string,
  limit: number,
): Promise<StandingPerson[]> {
  const { rows } = await sql.query<StandingPerson>(
    `select ${COLUMNS} from people p left join credentials c on c.person = p.id
     where p.campus = $1 and p.left_at is null and p.id > $2 order by p.id limit $3`,
    [campus, after, limit],
  );
  return rows;
}
