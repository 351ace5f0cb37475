import type { Sql } from './database.js';

/** How one campus stands, counted in the database. Seconds and epoch seconds. */
export interface Figures {
  jobs: { campus: number; kind: string; open: number; dead: number; oldestSeconds: number }[];
  /** Of the last day. */
  messages: { campus: number; channel: string; state: string; count: number }[];
  devices: { campus: number; plugin: string; total: number; online: number; behind: number }[];
  pulls: { campus: number; source: string; endedAt: number; outcome: string }[];
}

/** Each part by an index, or from a table of a few rows. */
export async function readFigures(sql: Sql): Promise<Figures> {
  const [jobs, messages, devices, pulls] = await Promise.all(
    [JOBS, MESSAGES, DEVICES, PULLS].map(rowsOf(sql)),
  );
  return { jobs, messages, devices, pulls } as unknown as Figures;
}

function rowsOf(sql: Sql): (text: string) => Promise<object[]> {
  return async (text) => (await sql.query<object>(text)).rows;
}

// Done jobs stay for a week; the two halves have an index each that holds none of them.
const JOBS = `
  select campus, kind, sum(open)::integer as open, sum(dead)::integer as dead, max(oldest)::float8 as "oldestSeconds"
  from (select campus, kind, count(*) as open, 0 as dead, extract(epoch from now() - min(created_at)) as oldest
        from outbox where done_at is null and dead_at is null group by campus, kind
        union all
        select campus, kind, 0, count(*), 0 from outbox where dead_at is not null group by campus, kind) as part
  group by campus, kind`;

const MESSAGES = `
  select m.campus, m.channel, m.state, count(*)::integer as count
  from campuses c join messages m on m.campus = c.number and m.created_at > now() - interval '1 day'
  group by m.campus, m.channel, m.state`;

const DEVICES = `
  select d.campus, d.plugin, count(*)::integer as total, count(*) filter (where s.online)::integer as online,
         count(*) filter (where s.desired_version is distinct from s.applied_version
                          and s.desired_version is not null)::integer as behind
  from devices d left join device_states s on s.campus = d.campus and s.device = d.id
  where d.withdrawn_at is null group by d.campus, d.plugin`;

const PULLS = `
  select campus, source, extract(epoch from ended_at)::float8 as "endedAt", outcome
  from pulls where ended_at is not null and outcome is not null`;
