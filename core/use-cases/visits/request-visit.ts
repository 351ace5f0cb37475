import { Problem } from '../../domain/problem.js';
import type { VisitView } from '../../domain/visits.js';
import type { Snapshot } from '../../snapshots/snapshot.js';
import { change } from '../../store/change.js';
import { findRequested, readVisitRow } from '../../store/visits.js';
import { requestDigest } from '../../store/visits-sealed.js';
import type { Context } from '../context.js';
import { checkVisit } from './check-visit.js';
import type { Host } from './host.js';
import { hostOrRefuse, visitRules } from './may.js';
import { tellApprovers } from './tell-approvers.js';
import type { VisitAsk } from './visit-ask.js';
import { visitUnknown } from './visit-problems.js';
import { visitView } from './visit-view.js';
import { type Draft, firstState, writeVisits } from './write-visit.js';

/**
 * A host asks for a visit. It counts at once, with the invitation on its way, or waits for an approver, as the campus file
 * says for its kind. Throws `visits_not_offered` (404), `not_a_host` and `not_a_group_host` (403), `visit_invalid` (422) and
 * `idempotency_key_reused` (422).
 */
export async function requestVisit(
  context: Context,
  snapshot: Snapshot,
  host: Host,
  ask: VisitAsk,
): Promise<VisitView> {
  const rules = visitRules(snapshot);
  const person = hostOrRefuse(snapshot, host, ask.kind);
  const draft = keyed(context, snapshot, host, ask);
  const known = await knownVisit(context, snapshot, draft);
  const id =
    known ??
    (await write(context, snapshot, host, {
      ...checkVisit(rules, host, ask, context.now()),
      host: person,
      ...draft,
    }));
  const row = await readVisitRow(context.pool, snapshot.campus, id);
  if (!row) throw visitUnknown();
  return visitView(context, snapshot, host, row);
}

type Keys = Pick<Draft, 'requestKey' | 'requestDigest'>;

function keyed({ vault }: Context, { campus }: Snapshot, host: Host, ask: VisitAsk): Keys {
  const { requestKey, ...asked } = ask;
  if (requestKey === undefined) return { requestKey: null, requestDigest: null };
  return {
    requestKey: requestDigest(vault, campus, host.actor, `key/${requestKey}`),
    requestDigest: requestDigest(vault, campus, host.actor, JSON.stringify(asked)),
  };
}

/** The visit that this request made when it came before. */
async function knownVisit({ pool }: Context, { campus }: Snapshot, keys: Keys): Promise<string | undefined> {
  if (keys.requestKey === null) return undefined;
  const found = (await findRequested(pool, campus, [keys.requestKey])).get(keys.requestKey.toString('hex'));
  if (found && found.digest !== keys.requestDigest?.toString('hex'))
    throw new Problem(422, 'idempotency_key_reused', 'This key stands for another request.');
  return found?.id;
}

async function write(context: Context, snapshot: Snapshot, host: Host, draft: Draft): Promise<string> {
  const written = await change(context.pool, snapshot.campus, async (to) => {
    const id = (await writeVisits(context, snapshot, to, [draft])).get(0);
    const { kind } = draft;
    if (id === undefined) return undefined;
    to.audit({ actor: host.actor, action: 'visit.requested', subject: `visit:${id}`, detail: { kind } });
    if (firstState(snapshot, kind) === 'requested')
      await tellApprovers(context, snapshot, to, { id, version: 0, ...draft });
    return id;
  });
  // The same request came twice in one instant, and the other was first.
  const id = written ?? (await knownVisit(context, snapshot, draft));
  if (id === undefined) throw visitUnknown();
  return id;
}
