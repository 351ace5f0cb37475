import { pino } from 'pino';
import { parseCampusFile } from '../../../core/campus-file/parse.js';
import type { CampusFile } from '../../../core/campus-file/schema.js';
import type { EligibilitySource, PullEnd } from '../../../core/hooks/hook-map.js';
import type { Snapshot } from '../../../core/snapshots/snapshot.js';
import { Snapshots } from '../../../core/snapshots/snapshots.js';
import { EventRecorder } from '../../../core/store/event-recorder.js';
import { findPersonByKey } from '../../../core/store/people.js';
import type { PullReport } from '../../../core/store/pulls.js';
import { RefusalLog } from '../../../core/store/refusal-log.js';
import { createVault } from '../../../core/store/seal.js';
import { applyCampus } from '../../../core/use-cases/apply-campus.js';
import type { Context } from '../../../core/use-cases/context.js';
import { issueCode } from '../../../core/use-cases/issue-code.js';
import { linkDevice } from '../../../core/use-cases/link-device.js';
import { syncEligibility } from '../../../core/use-cases/sync-eligibility.js';
import { freshDatabase } from '../../support/database.js';
import { ANY_SETTINGS, exampleText } from '../campus-file/support.js';

/** Noon of a Sunday in Hong Kong. */
export const NOON = Date.parse('2026-11-22T04:00:00Z');
export const NEVER = new AbortController().signal;

/** The HKU example on a database of its own, with two nodes that follow it. */
export interface SyncCampus {
  context: Context;
  /** Of its database. */
  url: string;
  /** The second node's snapshots. */
  otherNode: Snapshots;
  clock: { now: number };
  snapshot(): Snapshot;
  apply(change: (file: CampusFile) => void): Promise<void>;
  sync(source: EligibilitySource, signal?: AbortSignal): Promise<PullReport>;
  rows<Row extends object>(sql: string, values?: unknown[]): Promise<Row[]>;
  person(sourceKey: string): Promise<string>;
  credential(sourceKey: string): Promise<string>;
  /** Links a phone and shows its first code; answers the phone's token and the day's handle. */
  showCode(sourceKey: string): Promise<{ token: string; handle: string }>;
  stop(): Promise<void>;
}

export async function startSyncCampus(): Promise<SyncCampus> {
  const database = await freshDatabase();
  const clock = { now: NOON };
  const now = () => clock.now;
  const log = pino({ level: 'silent' });
  const { pool, url } = database;
  const vault = createVault('the secret of this test');
  const snapshots = new Snapshots({ pool, vault, log, now, url });
  const otherNode = new Snapshots({ pool, vault, log, now, url });
  const context: Context = {
    pool,
    vault,
    snapshots,
    recorder: new EventRecorder(pool),
    refusals: new RefusalLog(pool, now),
    log,
    now,
  };
  const file = hkuFile();
  const apply = async (change: (file: CampusFile) => void) => {
    change(file);
    await applyCampus(context, {
      file,
      fileName: 'hku.yaml',
      env: (name) => `token of ${name}`,
      secretFields: () => [],
    });
    await snapshots.follow();
    await otherNode.follow();
  };
  await apply(() => undefined);
  const snapshot = () => {
    const current = snapshots.byNumber(file.campus.number);
    if (!current) throw new Error('no snapshot of the campus');
    return current;
  };
  const rows: SyncCampus['rows'] = async <Row extends object>(sql: string, values: unknown[] = []) =>
    (await pool.query<Row>(sql, values)).rows;
  const person = async (sourceKey: string) => {
    const found = await findPersonByKey(pool, vault, file.campus.number, sourceKey);
    if (found === null) throw new Error(`nobody has the key ${sourceKey}`);
    return found;
  };
  return {
    context,
    url,
    otherNode,
    clock,
    snapshot,
    apply,
    rows,
    person,
    sync: (source, signal = NEVER) => syncEligibility(context, snapshot(), 'test', source, signal),
    credential: async (sourceKey) => {
      const query = 'select state, reason from credentials where person = $1';
      const [row] = await rows<{ state: string; reason: string }>(query, [await person(sourceKey)]);
      return `${row?.state} ${row?.reason}`;
    },
    showCode: async (sourceKey) => {
      const id = await person(sourceKey);
      const accepted = Object.fromEntries(file.notices.map((notice) => [notice.id, notice.version]));
      const linked = await linkDevice(context, snapshot(), { person: id, label: 'phone', accepted });
      await issueCode(context, snapshot(), linked.deviceToken);
      return { token: linked.deviceToken, handle: await livingHandle(rows, id) };
    },
    stop: async () => {
      await snapshots.stop();
      await otherNode.stop();
      await database.drop();
    },
  };
}

async function livingHandle(rows: SyncCampus['rows'], person: string): Promise<string> {
  const [row] = await rows<{ handle: string }>(
    `select h.handle from handles h join credentials c on c.id = h.credential
     where c.person = $1 and h.voided_at is null`,
    [person],
  );
  return row?.handle ?? 'none';
}

function hkuFile(): CampusFile {
  const parsed = parseCampusFile(exampleText('hku'), 'hku.yaml', ANY_SETTINGS);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return parsed.file;
}

type Raw = Record<string, unknown>;

/** A member of staff with everything in order. */
export function staff(number: number, more: Raw = {}): Raw {
  return {
    sourceKey: `H${number}`,
    loginName: `staff${number}`,
    name: `Staff ${number}`,
    email: `staff${number}@hku.test`,
    affiliation: 'staff',
    entity: 'HKU',
    unit: 'Faculty of Arts',
    appointments: [{ from: '2020-01-01' }],
    dutyConfirmed: { by: 'Prof. HEAD', at: '2020-01-02T09:00:00+08:00' },
    card: 'current',
    ...more,
  };
}

export function manyStaff(count: number): Raw[] {
  return Array.from({ length: count }, (_, index) => staff(index + 1));
}

/** A source that yields these records in one batch; full unless `end` says otherwise. */
export function sourceOf(records: unknown[], end: Partial<PullEnd> = {}): EligibilitySource {
  return {
    name: 'feed',
    interval: 300,
    async *pull() {
      yield records;
      return { full: true, cursor: 'next', ...end };
    },
  };
}
