import { pino } from 'pino';
import { parseCampusFile } from '../../../../core/campus-file/parse.js';
import type { CampusFile } from '../../../../core/campus-file/schema.js';
import { readAsync } from '../../../../core/codes/read.js';
import type { VisitView } from '../../../../core/domain/visits.js';
import { decide } from '../../../../core/policy/decide.js';
import type { Snapshot } from '../../../../core/snapshots/snapshot.js';
import { Snapshots } from '../../../../core/snapshots/snapshots.js';
import { EventRecorder } from '../../../../core/store/event-recorder.js';
import { findPersonByKey } from '../../../../core/store/people.js';
import { RefusalLog } from '../../../../core/store/refusal-log.js';
import { createVault } from '../../../../core/store/seal.js';
import { applyCampus } from '../../../../core/use-cases/apply-campus.js';
import type { Context } from '../../../../core/use-cases/context.js';
import { openContent } from '../../../../core/use-cases/messages/message-content.js';
import { syncEligibility } from '../../../../core/use-cases/sync-eligibility.js';
import { copyLink } from '../../../../core/use-cases/visits/copy-link.js';
import type { Host } from '../../../../core/use-cases/visits/host.js';
import { openLink } from '../../../../core/use-cases/visits/open-link.js';
import { requestVisit } from '../../../../core/use-cases/visits/request-visit.js';
import type { VisitAsk } from '../../../../core/use-cases/visits/visit-ask.js';
import { freshDatabase } from '../../../support/database.js';
import { ANY_SETTINGS, exampleText } from '../../campus-file/support.js';
import { NEVER, sourceOf, staff } from '../sync-campus.js';

/** Two in the afternoon of a Sunday in Guangzhou. */
export const NOW = Date.parse('2026-11-22T06:00:00Z');
export const HOUR = 3_600_000;

interface ShownMessage {
  kind: string;
  state: string;
  to: string;
  code: string | undefined;
  note: string | undefined;
  version: number | undefined;
}

/** The HKUST(GZ) example on a database of its own, with a host, another one, an approver and three alumni. */
export interface VisitCampus {
  context: Context;
  clock: { now: number };
  snapshot(): Snapshot;
  host: Host;
  other: Host;
  student: Host;
  approver: Host;
  admin: Host;
  rows<Row extends object>(sql: string, values?: unknown[]): Promise<Row[]>;
  /** A visit of one person, from now for an hour, that counts at once. */
  visit(more?: Partial<VisitAsk>): Promise<VisitView>;
  /** The session of the visit's one visitor, by a copied link. */
  session(visit: VisitView): Promise<string>;
  /** What a gate's point answers to a code now: "grant permitted". */
  shows(code: string, point?: string): Promise<string>;
  /** What messages of this visit say, oldest first, with their states. */
  messages(visit?: string): Promise<ShownMessage[]>;
  stop(): Promise<void>;
}

export async function startVisitCampus(): Promise<VisitCampus> {
  const database = await freshDatabase();
  const clock = { now: NOW };
  const now = () => clock.now;
  const log = pino({ level: 'silent' });
  const { pool, url } = database;
  const vault = createVault('the secret of this test');
  const snapshots = new Snapshots({ pool, vault, log, now, url });
  const refusals = new RefusalLog(pool, now);
  const context: Context = { pool, vault, snapshots, recorder: new EventRecorder(pool), refusals, log, now };
  const file = gzFile();
  await applyCampus(context, {
    file,
    fileName: 'hkust-gz.yaml',
    env: (name) => `token of ${name}`,
    secretFields: () => [],
  });
  await snapshots.follow();
  const snapshot = () => {
    const current = snapshots.byNumber(2);
    if (!current) throw new Error('no snapshot of the campus');
    return current;
  };
  await syncEligibility(context, snapshot(), 'test', sourceOf(people()), NEVER);
  const of = async (key: string, affiliation: 'staff' | 'student', roles: string[] = []): Promise<Host> => {
    const person = await findPersonByKey(pool, vault, 2, key);
    return { person, displayName: `Host ${key}`, affiliation, roles, actor: `holder:${person}` };
  };
  const host = await of('H1', 'staff');
  const rows: VisitCampus['rows'] = async <Row extends object>(sql: string, values: unknown[] = []) =>
    (await pool.query<Row>(sql, values)).rows;
  return {
    context,
    clock,
    snapshot,
    host,
    other: await of('H2', 'staff'),
    approver: await of('H3', 'staff', ['approver']),
    admin: await of('H4', 'staff', ['admin']),
    student: await of('H5', 'student'),
    rows,
    visit: (more = {}) => requestVisit(context, snapshot(), host, { ...mainland(clock.now), ...more }),
    session: async (visit) => {
      const link = await copyLink(context, snapshot(), host, {
        visit: visit.id,
        publicUrl: 'http://hub.test',
      });
      return (await openLink(context, snapshot(), link.url.slice(-43))).session;
    },
    shows: async (code, point = 'south-gate') => {
      await snapshots.follow();
      const { keys, bundle } = snapshot();
      const { outcome, reason } = decide(bundle, point, await readAsync(keys, code), clock.now);
      return `${outcome} ${reason}`;
    },
    messages: async (visit) => {
      const sql =
        'select kind, state, content from messages where $1::uuid is null or visit = $1 order by created_at, id';
      const found = await rows<{ kind: string; state: string; content: Buffer | null }>(sql, [visit ?? null]);
      return found.map(({ kind, state, content }) => {
        const open = content ? openContent(vault, content) : null;
        const { code, note, visitVersion } = open?.values ?? {};
        return { kind, state, to: open?.to ?? '', code, note, version: visitVersion };
      });
    },
    stop: async () => {
      await snapshots.stop();
      await database.drop();
    },
  };
}

export function mainland(now: number, contact = '13800000001'): VisitAsk {
  const visitor = { name: 'Wang Xiaoming', contact, language: 'zh-Hans' as const };
  return {
    kind: 'mainland',
    visitor,
    from: now,
    until: now + HOUR,
    points: ['south-gate'],
    purpose: 'Seminar',
  };
}

export function foreign(now: number, contact = 'ines@visitors.test'): VisitAsk {
  const visitor = { name: 'Ines Duarte', contact, language: 'en' as const };
  return { ...mainland(now), kind: 'foreign', visitor };
}

export function group(now: number, size: number): VisitAsk {
  const { visitor: _, ...window } = mainland(now);
  return { ...window, kind: 'group', group: { name: 'Ribeira Grande School', size } };
}

function people(): unknown[] {
  const alum = {
    affiliation: 'alum',
    appointments: [{ from: '2020-09-01', until: '2024-06-30' }],
    card: 'none',
  };
  return [
    ...[1, 2, 3, 4].map((number) => staff(number)),
    staff(5, { affiliation: 'student' }),
    { sourceKey: 'A1', name: 'LIN Xiaoyu 林晓雨', email: 'lin@alumni.test', mobile: '13802900042', ...alum },
    { sourceKey: 'A2', name: 'ZHENG Bo', mobile: '13602700317', ...alum },
    { sourceKey: 'A3', name: 'OKAFOR Adaeze', ...alum },
  ];
}

function gzFile(): CampusFile {
  const parsed = parseCampusFile(exampleText('hkust-gz'), 'hkust-gz.yaml', ANY_SETTINGS);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return parsed.file;
}

/** The code of the problem that a promise ends with. */
/** What else a problem tells; null when there was none. */
export async function extraOf(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    () => null,
    (error: { extra?: unknown }) => error.extra,
  );
}

export async function problemOf(promise: Promise<unknown>): Promise<string> {
  return promise.then(
    () => 'none',
    (error: { code?: string }) => error.code ?? String(error),
  );
}
