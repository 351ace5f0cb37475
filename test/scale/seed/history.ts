import type pg from 'pg';
import type { Vault } from '../../../core/store/seal.js';
import { sealContent } from '../../../core/use-cases/messages/message-content.js';
import { SEEDED } from './campus.js';
import { nameOf } from './people.js';
import { DAYS, type Sizes } from './sizes.js';

/** Sealed contents of messages that could still be sent; they are few, and shared. */
const CONTENTS = 200;

export async function seedMessages(
  sql: pg.Client,
  { vault, messages }: { vault: Vault; messages: number },
): Promise<void> {
  const contents = Array.from({ length: CONTENTS }, (_, index) =>
    sealContent(vault, {
      to: `visitor-${index}@guest.example`,
      toName: nameOf(index),
      values: { visitor: nameOf(index), host: nameOf(index + 3), purpose: 'Project meeting' },
      link: 'pass',
    }),
  );
  await sql.query(
    `insert into messages (campus, kind, channel, state, cause, visit, visitor, language, content, dedupe, provider_id,
                           attempt, expires_at, created_at, changed_at)
     select $1, kind, case way when 'mainland' then 'sms' else 'email' end, state,
            case when state = 'failed' then 'recipient_unknown' end, visit, visitor, language,
            case when state in ('failed', 'uncertain') and created_at > now() - interval '2 days'
                 then ($3::bytea[])[1 + n % ${CONTENTS}] end,
            'seed-' || n, 'provider-' || n, case state when 'failed' then 3 else 1 end, created_at + interval '3 days',
            created_at, created_at + interval '4 seconds'
     from (
       select n, r.visit, r.id as visitor, r.way, r.language,
              (array['visit-invitation', 'visit-invitation', 'visit-changed', 'visit-approved'])[1 + n % 4] as kind,
              case when n % 50 = 0 then 'failed' when n % 97 = 0 then 'uncertain' when n % 61 = 0 then 'cancelled'
                   when n % 5 = 0 then 'delivered' else 'accepted' end as state,
              now() - interval '60 days' * (1 - n::float8 / $2) as created_at
       from generate_series(1, $2::int) as n
       join (select v.*, row_number() over (order by v.visit, v.id) as place from visitors v where campus = $1) r
         on r.place = 1 + n % (select count(*) from visitors where campus = $1)) said
     order by created_at`,
    [SEEDED.number, messages, contents],
  );
}

/** Who did what over the same days; people and visits in it are those of the campus. */
export async function seedAudit(sql: pg.Client, { audit }: Sizes): Promise<void> {
  await sql.query(
    `insert into audit (campus, at, actor, action, subject, detail)
     select $1, now() - interval '${DAYS} days' * (1 - n::float8 / $2),
            case n % 5 when 0 then 'hub' when 1 then 'plugin:hcms' else 'holder:' || p.id end, a.action,
            case a.about when 'person' then 'person:' || p.id when 'visit' then 'visit:' || v.id
                         else 'device:controller-' || n % 20 end, a.detail
     from generate_series(1, $2::int) as n
     join (select id, row_number() over (order by id) as place from people where campus = $1 order by id limit 5000) p
       on p.place = 1 + n % least(5000, (select count(*) from people where campus = $1))
     join (select id, row_number() over (order by id) as place from visits where campus = $1 order by id limit 1000) v
       on v.place = 1 + n % least(1000, (select count(*) from visits where campus = $1))
     join (values (0, 'device.linked', 'person', '{}'::jsonb), (1, 'notices.accepted', 'person', '{}'),
                  (2, 'visit.requested', 'visit', '{}'), (3, 'visit.changed', 'visit', '{}'),
                  (4, 'credential.active', 'person', '{"reason": "eligible", "was": "pending", "wasReason": "duty_not_confirmed"}'),
                  (5, 'credential.revoked', 'person', '{"reason": "left_source", "was": "active", "wasReason": "eligible"}'),
                  (6, 'device.refused', 'device', '{"cause": "wrong_point"}'), (7, 'device.unlinked', 'person', '{}'),
                  (8, 'credential.frozen', 'person', '{"reason": "by_admin", "was": "active", "wasReason": "eligible", "cause": "lost_phone"}'),
                  (9, 'visit.link_copied', 'visit', '{}')) a (place, action, about, detail) on a.place = n % 10
     order by n`,
    [SEEDED.number, audit],
  );
}

/** Jobs that ended, a few that died, and what applying asked for: nothing is left for a hub to do. */
export async function seedJobs(sql: pg.Client, { jobs }: Sizes): Promise<void> {
  await sql.query('update outbox set done_at = now() where done_at is null and campus = $1', [SEEDED.number]);
  await sql.query('alter table outbox disable trigger outbox_asked');
  await sql.query(
    `insert into outbox (campus, kind, payload, created_at, due_at, attempt, error, done_at, dead_at)
     select $1, case n % 10 when 0 then 'push-policy' else 'deliver-message' end,
            case n % 10 when 0 then '{"device": "controller-1"}' else jsonb_build_object('message', gen_random_uuid()) end,
            at, at, 1, case when n % 500 = 0 then 'ECONNREFUSED' end, case when n % 500 > 0 then at end,
            case when n % 500 = 0 then at end
     from (select n, now() - interval '6 days' * (1 - n::float8 / $2) as at from generate_series(1, $2::int) as n) x`,
    [SEEDED.number, jobs],
  );
  await sql.query('alter table outbox enable trigger outbox_asked');
}

/** Every controller said that it holds what it should, but one in thirty, which is silent. */
export async function seedDeviceStates(sql: pg.Client): Promise<void> {
  await sql.query(
    `insert into device_states (campus, device, online, connection, seen_at, desired_version, applied_version, applied_at)
     select campus, id, n % 30 > 0, 'seed', now() - interval '1 second' * (n % 50), 1,
            case when n % 30 > 0 then 1 end, now() - interval '1 day'
     from (select *, row_number() over (order by id) as n from devices where campus = $1) d
     on conflict (campus, device) do nothing`,
    [SEEDED.number],
  );
}
