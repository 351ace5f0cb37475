import { randomUUID } from 'node:crypto';
import type { VisitKind, VisitState } from '../../domain/visits.js';
import type { Snapshot } from '../../snapshots/snapshot.js';
import type { Change } from '../../store/change.js';
import { insertVisits } from '../../store/visits.js';
import { contactDigest, sealVisit, sealVisitor, type VisitPersonal } from '../../store/visits-sealed.js';
import { insertVisitors, type NewVisitor } from '../../store/visits-visitors.js';
import type { Context } from '../context.js';
import { queueMessages } from '../messages/queue-messages.js';
import type { CheckedVisitor } from './check-visitor.js';
import { visitRules } from './may.js';
import { spendHostDay } from './spend-host-day.js';
import { messageTo } from './tell.js';
import type { WindowAsk } from './visit-ask.js';

/** A visit that the rules allow, ready to be written. */
export interface Draft extends WindowAsk {
  kind: VisitKind;
  host: string | null;
  personal: VisitPersonal;
  groupSize: number | null;
  visitor: CheckedVisitor | null;
  requestKey: Buffer | null;
  requestDigest: Buffer | null;
}

/** Whether it counts at once or waits for an approver. */
export function firstState(snapshot: Snapshot, kind: VisitKind): VisitState {
  return visitRules(snapshot).approval[kind] === 'approver' ? 'requested' : 'approved';
}

/**
 * Writes visits of one host with their visitors, and asks for the invitations of those that count at once, each in one
 * statement. Answers the new visits by their place in `drafts`; a draft whose request is known is passed over. Throws
 * `too_many_visitors` (429).
 */
export async function writeVisits(
  context: Pick<Context, 'vault' | 'now'>,
  snapshot: Snapshot,
  to: Change,
  drafts: readonly Draft[],
): Promise<Map<number, string>> {
  const ids = drafts.map(() => randomUUID());
  const rows = drafts.map((draft, index) => rowOf(context, snapshot, draft, ids[index] ?? ''));
  const written = new Set(await insertVisits(to.sql, snapshot.campus, rows));
  const fresh = rows.flatMap((row, index) => {
    const visitor = drafts[index]?.visitor;
    if (!visitor || !written.has(row.id)) return [];
    const invited = row.state === 'approved';
    return [{ row, visitor: newVisitor(context.vault, snapshot.campus, row.id, visitor, invited) }];
  });
  await insertVisitors(
    to.sql,
    snapshot.campus,
    fresh.map(({ visitor }) => visitor),
    context.now(),
  );
  await spendHostDay(context, snapshot, to, drafts[0]?.host ?? null, fresh.length);
  const asks = fresh
    .filter(({ visitor }) => visitor.invited)
    .map(({ row, visitor }) => messageTo(context, snapshot, { ...row, version: 0 }, visitor, 'invitation'));
  await queueMessages(to, context.vault, asks);
  return new Map([...ids.entries()].filter(([, id]) => written.has(id)));
}

function rowOf({ vault }: Pick<Context, 'vault'>, snapshot: Snapshot, draft: Draft, id: string) {
  const { kind, host, from, until, groupSize, requestKey, requestDigest } = draft;
  const points = [...new Set(draft.points)];
  const personal = sealVisit(vault, snapshot.campus, draft.personal);
  const state = firstState(snapshot, kind);
  return { id, kind, state, host, personal, from, until, points, groupSize, requestKey, requestDigest };
}

export function newVisitor(
  vault: Context['vault'],
  campus: number,
  visit: string,
  { way, name, contact, organisation, language }: CheckedVisitor,
  invited: boolean,
): NewVisitor {
  const personal = sealVisitor(vault, campus, { name, contact, organisation });
  return {
    id: randomUUID(),
    visit,
    way,
    personal,
    language,
    invited,
    contactDigest: contactDigest(vault, campus, contact),
  };
}
