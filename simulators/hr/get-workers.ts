import { z } from 'zod';
import { HrFault } from './faults.js';
import type { HrQuirks } from './quirks.js';
import type { ChangedWorker, WorkerRecords } from './records.js';
import { GARBAGE, type WorkerRecord, workerRecord } from './worker-record.js';

const request = z.object({
  ChangedSince: z.string().min(1).optional(),
  PageSize: z.number().int().min(1).max(200).optional(),
  Cursor: z.string().min(1).optional(),
});
export type GetWorkers = z.infer<typeof request>;

/** Where the next page begins. The worker's number, not an offset: a deletion between two pages hides nobody. */
interface Cursor {
  since: string | null;
  stamp: string;
  after: string;
}

const DEFAULT_PAGE = 100;

/** The fields of a GetWorkers element; absent altogether when the element is empty. */
export function readGetWorkers(body: unknown): GetWorkers {
  const read = request.safeParse(body ?? {});
  if (read.success) return read.data;
  throw new HrFault('Client.Request', z.prettifyError(read.error));
}

/** One page of the feed, as the fields of GetWorkersResponse. */
export function getWorkers(
  records: WorkerRecords,
  request: GetWorkers,
  quirks: HrQuirks,
  at: Date,
): WorkerRecord {
  const cursor = request.Cursor === undefined ? undefined : readCursor(request.Cursor);
  const since = cursor === undefined ? (request.ChangedSince ?? null) : cursor.since;
  const stamp = cursor?.stamp ?? records.stamp;
  const workers = select(records, since, quirks);
  const rest = cursor === undefined ? workers : workers.filter(({ sourceKey }) => sourceKey > cursor.after);
  const page = rest.slice(0, request.PageSize ?? DEFAULT_PAGE);
  const last = page.at(-1);
  const more = last !== undefined && rest.length > page.length;
  const garbage = quirks.garbage && cursor === undefined ? [GARBAGE] : [];
  return {
    AsOf: at.toISOString(),
    Full: since === null,
    ChangeStamp: stamp,
    TotalCount: workers.length + (quirks.garbage ? 1 : 0),
    ...(more ? { NextCursor: writeCursor({ since, stamp, after: last.sourceKey }) } : {}),
    Worker: [...garbage, ...page.map((worker) => workerRecord(worker, since === null))],
  };
}

function select(records: WorkerRecords, since: string | null, quirks: HrQuirks): ChangedWorker[] {
  if (since === null) {
    const all = records.all();
    return quirks.truncated ? all.filter((_, index) => index % 2 === 0) : all;
  }
  const changed = records.changedSince(since);
  if (changed === undefined)
    throw new HrFault('Client.StampUnknown', 'ChangedSince is no stamp of this feed: ask for all.');
  return changed;
}

function writeCursor(cursor: Cursor): string {
  return Buffer.from(JSON.stringify(cursor)).toString('base64url');
}

function readCursor(text: string): Cursor {
  try {
    const { since, stamp, after } = JSON.parse(Buffer.from(text, 'base64url').toString()) as Partial<Cursor>;
    const known = (since === null || typeof since === 'string') && typeof stamp === 'string';
    if (known && typeof after === 'string') return { since, stamp, after };
  } catch {
    // Told below, as for one that is JSON and no cursor.
  }
  throw new HrFault('Client.Cursor', 'Cursor is not one that this feed gave out.');
}
