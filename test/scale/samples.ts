import type pg from 'pg';
import { SEEDED } from './seed/campus.js';

/** What stands for a route's parameters: things that are there, of the area that the area owner looks after. */
export type Samples = Record<string, string>;

const ONE: Record<string, string> = {
  event: `select id::text as value from events
          where campus = $1 and point = 'point-1' and outcome = 'deny' and handle is not null order by id desc limit 1`,
  person: `select c.person::text as value from events e join handles h on h.campus = e.campus and h.handle = e.handle
           join credentials c on c.id = h.credential where e.campus = $1 and e.point = 'point-1' order by e.id desc limit 1`,
  visit: `select id::text as value from visits
          where campus = $1 and state = 'approved' and kind = 'foreign' and host is not null and begins_at > now()
          order by begins_at limit 1`,
  visitor: `select r.id::text as value from visits v join visitors r on r.visit = v.id
            where v.campus = $1 and v.state = 'approved' and v.kind = 'foreign' and v.host is not null and v.begins_at > now()
            order by v.begins_at, r.id limit 1`,
  host: `select host::text as value from visits
         where campus = $1 and state = 'approved' and kind = 'foreign' and host is not null and begins_at > now()
         order by begins_at limit 1`,
  message: `select id::text as value from messages
            where campus = $1 and state = 'failed' and content is not null order by created_at desc limit 1`,
  /** A month back. */
  day: `select to_char(now() - interval '30 days', 'YYYY-MM-DD') as value from campuses where number = $1`,
  job: 'select id::text as value from outbox where campus = $1 and dead_at is not null limit 1',
};
const FIXED: Samples = {
  campus: SEEDED.slug,
  point: 'point-1',
  device: 'controller-0',
  area: 'floor-0',
  rule: 'rule-1',
  group: 'staff',
  plugin: 'gates',
  stylesheet: `${SEEDED.slug}.css`,
};

export async function readSamples(pool: pg.Pool): Promise<Samples> {
  const samples = { ...FIXED };
  for (const [name, text] of Object.entries(ONE)) {
    const { rows } = await pool.query<{ value: string }>(text, [SEEDED.number]);
    if (rows[0]) samples[name] = rows[0].value;
  }
  return samples;
}
