import type { AuditEntry } from './audit.js';
import type { Sql } from './database.js';

const MOST = 10;

/**
 * What was done with a person's right and phone, by whichever record of hers; newest first. A hold that reached two records
 * is one thing that happened.
 */
export async function readPersonHistory(
  sql: Sql,
  ask: { campus: number; person: string },
): Promise<AuditEntry[]> {
  const { rows } = await sql.query<Omit<AuditEntry, 'at'> & { at: Date }>(
    `with told as (
       select distinct on (a.at, a.action) a.id, a.at, a.actor, a.action, a.subject, a.detail
       from people me
       join people p on p.campus = me.campus and p.key_digest = me.key_digest
       cross join lateral (
         select * from audit
         where campus = $1 and subject = 'person:' || p.id
           and split_part(action, '.', 1) in ('credential', 'device', 'notices')
         order by at desc, id desc limit ${2 * MOST}) a
       where me.campus = $1 and me.id = $2
       order by a.at desc, a.action, a.id)
     select id::text, at, actor, action, subject, detail from told order by at desc, id desc limit ${MOST}`,
    [ask.campus, ask.person],
  );
  return rows.map(({ at, ...row }) => ({ ...row, at: at.toISOString() }));
}
