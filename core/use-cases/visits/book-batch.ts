import type { Snapshot } from '../../snapshots/snapshot.js';
import { type Change, change } from '../../store/change.js';
import { findRequested } from '../../store/visits.js';
import { requestDigest } from '../../store/visits-sealed.js';
import type { Context } from '../context.js';
import type { Host } from './host.js';
import { hostOrRefuse } from './may.js';
import { type BatchRow, type BatchVisit, previewBatch, rowIdentity } from './preview-batch.js';
import { tellApprovers } from './tell-approvers.js';
import type { FieldError } from './visit-ask.js';
import { type Draft, firstState, writeVisits } from './write-visit.js';

export type BookedRow =
  | { line: number; state: 'created' | 'known'; visit: string }
  | { line: number; state: 'failed'; errors: FieldError[] };

export interface BookedBatch {
  created: number;
  known: number;
  failed: number;
  rows: BookedRow[];
}

/**
 * Books the rows of a file that are right, all in one transaction and in sets. A row whose visit this host has booked before
 * by a file is `known` and tells nobody again, so a corrected file is uploaded whole; one that was cancelled since is booked
 * anew. Throws `not_a_host` (403) and what
 * `previewBatch` throws, `too_many_visitors` (429).
 */
export async function bookBatch(
  context: Context,
  snapshot: Snapshot,
  host: Host,
  csv: string,
): Promise<BookedBatch> {
  const person = hostOrRefuse(snapshot, host, 'foreign');
  const { rows } = previewBatch(snapshot, csv, context.now());
  const right = rows.filter((row) => row.ok);
  const drafts = right.map(({ visit }) => draftOf(context, snapshot, host, person, visit));
  const created = await write(context, snapshot, host, drafts);
  const keys = drafts.flatMap(({ requestKey }) => requestKey ?? []);
  const known = await findRequested(context.pool, snapshot.campus, keys);
  const booked = new Map(
    right.map(({ line }, index): [number, BookedRow] => {
      const visit = known.get(keys[index]?.toString('hex') ?? '')?.id ?? '';
      return [line, { line, state: created.has(index) ? 'created' : 'known', visit }];
    }),
  );
  return counted(rows, booked);
}

function draftOf(
  { vault }: Context,
  { campus }: Snapshot,
  host: Host,
  person: string,
  visit: BatchVisit,
): Draft {
  const { way, purpose, from, until, points } = visit;
  return {
    kind: way,
    host: person,
    personal: { host: host.displayName, purpose, note: null, group: null },
    ...{ from, until, points },
    groupSize: null,
    visitor: visit,
    requestKey: requestDigest(vault, campus, host.actor, `row/${rowIdentity(visit)}`),
    requestDigest: null,
  };
}

function write(
  context: Context,
  snapshot: Snapshot,
  host: Host,
  drafts: readonly Draft[],
): Promise<ReadonlyMap<number, string>> {
  return change(context.pool, snapshot.campus, async (to) => {
    const written = await writeVisits(context, snapshot, to, drafts);
    const detail = { created: written.size, known: drafts.length - written.size };
    await tellOfWaiting(context, snapshot, to, drafts, written);
    to.audit({ actor: host.actor, action: 'visit.batch_booked', subject: `campus:${snapshot.slug}`, detail });
    return written;
  });
}

/** One message to each approver, however many rows wait: it tells of the first that is to come, and counts the others. */
async function tellOfWaiting(
  context: Context,
  snapshot: Snapshot,
  to: Change,
  drafts: readonly Draft[],
  written: ReadonlyMap<number, string>,
): Promise<void> {
  const waiting = [...written]
    .flatMap(([index, id]) => {
      const draft = drafts[index];
      return draft && firstState(snapshot, draft.kind) === 'requested' ? [{ id, version: 0, ...draft }] : [];
    })
    .sort((a, b) => a.from - b.from);
  const [first] = waiting;
  if (first) await tellApprovers(context, snapshot, to, { ...first, more: waiting.length - 1 });
}

function counted(rows: readonly BatchRow[], booked: ReadonlyMap<number, BookedRow>): BookedBatch {
  const all = rows.map((row): BookedRow => {
    const found = booked.get(row.line);
    return found ?? { line: row.line, state: 'failed', errors: row.ok ? [] : row.errors };
  });
  const count = (state: BookedRow['state']) => all.filter((row) => row.state === state).length;
  return { created: count('created'), known: count('known'), failed: count('failed'), rows: all };
}
