import { Problem } from '../domain/problem.js';
import type { Snapshot } from '../snapshots/snapshot.js';
import { change } from '../store/change.js';
import { type Credential, type JudgedPerson, judgedRows, lockJudging } from '../store/credentials.js';
import type { Sql } from '../store/database.js';
import { readPerson } from '../store/people-judged.js';
import type { Context } from './context.js';
import { auditedCause, credentialsOf, type HoldAsk, isHeld } from './hold-credential.js';
import { judgeAgain } from './judge-again.js';
import { judgeStanding } from './judge-standing.js';

export interface ReleaseAsk extends Pick<HoldAsk, 'person' | 'actor' | 'cause' | 'note'> {
  /** Lifts only holds of this reason: a holder cannot lift what an administrator decided. */
  only?: HoldAsk['reason'];
  /** False where whoever asks may not undo a revocation. */
  mayLiftRevocation?: boolean;
}

/**
 * Lifts the holds on a person: each credential stands as the stored record is judged today, which may be no right at all.
 * Codes that were void stay so; the next one has a new handle. Answers how it stands. Throws `no_credential` (404),
 * `not_held` (409), `not_your_role` (403).
 */
export async function releaseCredential(
  context: Context,
  snapshot: Snapshot,
  ask: ReleaseAsk,
): Promise<Credential> {
  const { campus } = snapshot;
  await change(context.pool, campus, async ({ sql, audit }) => {
    await lockJudging(sql, campus);
    const all = await credentialsOf(sql, campus, ask.person);
    const held = all.filter(
      ({ was, why }) => isHeld({ state: was, reason: why }) && (ask.only ?? why) === why,
    );
    if (held.length === 0) throw notHeld(all.length);
    if (ask.mayLiftRevocation === false && held.some(({ was }) => was === 'revoked'))
      throw new Problem(403, 'not_your_role', 'Only an administrator lifts a revocation.');
    const judged = await judge(context, snapshot, sql, held);
    for (const { person, state, reason } of await settle(sql, judged, context.now())) {
      const before = held.find((one) => one.person === person);
      audit({
        actor: ask.actor,
        action: 'credential.released',
        subject: `person:${person}`,
        detail: {
          to: state,
          reason,
          was: before?.was,
          wasReason: before?.why,
          ...auditedCause(context, ask),
        },
      });
    }
  });
  // Groups may have changed while nobody asked for them.
  return judgeAgain(context, snapshot, ask.person);
}

function notHeld(credentials: number): Problem {
  return credentials === 0
    ? new Problem(404, 'no_credential', 'This person has no credential.')
    : new Problem(409, 'not_held', 'Nothing holds this credential that could be lifted so.');
}

async function judge(
  context: Context,
  snapshot: Snapshot,
  sql: Sql,
  held: readonly { person: string }[],
): Promise<JudgedPerson[]> {
  const judged = judgeStanding(context, snapshot);
  const people: JudgedPerson[] = [];
  // One person has a record by each source that tells of her: one or two.
  for (const { person } of held) {
    const standing = await readPerson(sql, snapshot.campus, person);
    if (standing) people.push(judged(standing));
  }
  return people;
}

/** As a judgement would, but that who waits for the confirmation of duty is known by never having had a code. */
async function settle(
  sql: Sql,
  people: readonly JudgedPerson[],
  now: number,
): Promise<(Credential & { person: string })[]> {
  const judged = judgedRows(people);
  const { rows } = await sql.query<Credential & { person: string }>(
    `with judged as (${judged.text})
     update credentials c
     set reason = coalesce(j.reason, 'eligible'),
         state = case when j.reason is null then 'active'
                      when j.reason = 'duty_not_confirmed'
                        and not exists (select from handles h where h.credential = c.id) then 'pending'
                      else 'revoked' end,
         since = to_timestamp($${judged.values.length + 1}::float8 / 1000)
     from judged j where c.person = j.person
     returning c.person, c.state, c.reason`,
    [...judged.values, now],
  );
  return rows;
}
