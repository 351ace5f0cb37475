import { Problem } from '../../domain/problem.js';
import type { Outcome, Reason } from '../../domain/reasons.js';
import type { Sql } from '../database.js';

/** A decided scan on its way into the database. `at` in epoch milliseconds. */
export interface Scan {
  campus: number;
  point: string;
  device: string;
  requestId: string;
  at: number;
  outcome: Outcome;
  reason: Reason;
  rule: string | undefined;
  version: number;
  handle: string | undefined;
  /** Start of the code's step; absent where the code is not used up by passing. */
  step: number | undefined;
  /** The other system that said yes to a text that is not ours. */
  origin?: string | undefined;
  /** Keyed digest of that text, also where the answer was no. */
  foreignDigest?: Buffer | undefined;
  /** The same where nobody was asked: compared with what is stored under the request id, and not stored. */
  comparedDigest?: Buffer | undefined;
}

/** What stands in the database for the scan: its own event, or the earlier one whose answer it gets again. */
export interface Recorded {
  id: number;
  outcome: Outcome;
  reason: Reason;
  rule: string | undefined;
  version: number;
  at: number;
  origin?: string;
  /** False when an earlier answer was given again. */
  fresh: boolean;
}

interface Row extends Omit<Recorded, 'fresh' | 'rule' | 'origin'> {
  device: string;
  requestId: string;
  campus: number;
  rule: string | null;
  origin: string | null;
}

/** A repeat by the same device this soon gets the same answer: readers read a held code many times a second. */
const REPEAT_MS = 3_000;

/**
 * Records a batch in one statement; the answers come in the batch's order. A scan whose request id stands for another
 * scan gets the problem `request_id_reused` (409): a device that counts anew after a restart must not be given the
 * answer of yesterday's code.
 *
 * The statement looks at the voids again, so that a revocation that is committed holds on this node whatever its
 * snapshot says. A row that meets an index is not written: either the device asked with this request id before, or the
 * code was used at this point; those few are settled one by one. Keys are sorted so that two nodes writing the same
 * codes cannot deadlock. With `announce` the same statement notes each written event as one that is still to be told
 * to the message broker.
 */
export async function recordEvents(
  sql: Sql,
  batch: readonly Scan[],
  announce = false,
): Promise<(Recorded | Problem)[]> {
  const written = new Map((await insert(sql, batch, announce)).map((row) => [key(row), row]));
  const answers: (Recorded | Problem)[] = [];
  for (const scan of batch) {
    const row = written.get(key(scan));
    written.delete(key(scan));
    answers.push(row ? fresh(row) : await settle(sql, scan, announce));
  }
  return answers;
}

const RETURNING = `returning id, campus, device, request_id as "requestId", outcome, reason, rule, version, origin,
  (extract(epoch from at) * 1000)::float8 as at`;

const INSERT = `insert into events (campus, point, device, request_id, at, outcome, reason, rule, version, handle, step,
                                    origin, foreign_digest)
     select a.campus, a.point, a.device, a.request_id, to_timestamp(a.at / 1000.0),
            case when v.handle is null then a.outcome else 'deny' end,
            case when v.handle is null then a.reason
                 when v.what = '"superseded"' then 'superseded' else 'credential_' || (v.what #>> '{}') end,
            case when v.handle is null then a.rule end, a.version, a.handle, a.step, a.origin, a.foreign_digest
     from unnest($1::integer[], $2::text[], $3::text[], $4::text[], $5::float8[], $6::text[], $7::text[], $8::text[],
                 $9::integer[], $10::text[], $11::bigint[], $12::text[], $13::bytea[])
          as a (campus, point, device, request_id, at, outcome, reason, rule, version, handle, step, origin,
                foreign_digest)
     left join voids v on v.campus = a.campus and v.handle = a.handle and a.outcome = 'grant' and a.step is not null
          and jsonb_typeof(v.what) = 'string' and v.until > to_timestamp(a.at / 1000.0)
     order by a.campus, a.point, a.handle, a.step, a.device, a.request_id
     on conflict do nothing ${RETURNING}`;

/** One statement either way: an event that is durable and not noted would never be told. */
const STATEMENTS = {
  silent: { name: 'record-events', text: INSERT },
  announced: {
    name: 'record-events-out',
    text: `with recorded as (${INSERT}), noted as (insert into events_out (event) select id from recorded)
     select * from recorded`,
  },
};

async function insert(sql: Sql, batch: readonly Scan[], announce: boolean): Promise<Row[]> {
  const statement = announce ? STATEMENTS.announced : STATEMENTS.silent;
  const { rows } = await sql.query<Row>({ ...statement, values: columns(batch) });
  return rows;
}

function columns(batch: readonly Scan[]): unknown[] {
  const pick = (value: (scan: Scan) => unknown) => batch.map((scan) => value(scan) ?? null);
  return [
    pick((scan) => scan.campus),
    pick((scan) => scan.point),
    pick((scan) => scan.device),
    pick((scan) => scan.requestId),
    pick((scan) => scan.at),
    pick((scan) => scan.outcome),
    pick((scan) => scan.reason),
    pick((scan) => scan.rule),
    pick((scan) => scan.version),
    pick((scan) => scan.handle),
    pick((scan) => scan.step),
    pick((scan) => scan.origin),
    pick((scan) => scan.foreignDigest),
  ];
}

interface Met extends Row {
  /** This very request, rather than another that used the code up. */
  same: boolean;
  sameScan: boolean;
  voided: boolean;
}

/**
 * The scan met an index: give the stored answer again, or record that the code was used. A stored yes to a text of another
 * system holds for that very text; one that let everybody in, of whatever was shown, only while everybody is let in.
 */
async function settle(sql: Sql, scan: Scan, announce: boolean): Promise<Recorded | Problem> {
  const found = await met(sql, scan);
  if (found?.same && !found.sameScan) {
    return new Problem(409, 'request_id_reused', 'This request id stands for another scan of the device.');
  }
  const repeat = found?.device === scan.device && scan.at - found.at <= REPEAT_MS && !found.voided;
  if (found && (found.same || repeat)) return { ...fresh(found), fresh: false };
  // Voided since its grant: the statement says so, and needs the scan as a grant to look.
  const usedUp = found !== undefined && !found.voided;
  const settled: Scan = usedUp ? { ...scan, outcome: 'deny', reason: 'already_used', rule: undefined } : scan;
  return again(sql, settled, announce);
}

async function met(sql: Sql, scan: Scan): Promise<Met | undefined> {
  const { rows } = await sql.query<Met>(
    `select id, campus, device, request_id as "requestId", outcome, reason, rule, version, origin,
            (extract(epoch from at) * 1000)::float8 as at, device = $2 and request_id = $3 as same,
            point = $4 and handle is not distinct from $5 and (step is not distinct from $6 or step is null)
              and (foreign_digest is not distinct from $8::bytea
                   or (outcome = 'deny' and (foreign_digest is null or $8::bytea is null)))
              and (step is not null or foreign_digest is not null or outcome = 'deny' or $9 = 'grant') as "sameScan",
            exists (select from voids v where v.campus = $1 and v.handle = $5
                    and jsonb_typeof(v.what) = 'string' and v.until > to_timestamp($7 / 1000.0)) as voided
     from events
     where (campus = $1 and device = $2 and request_id = $3)
        or (campus = $1 and point = $4 and handle = $5 and step = $6 and outcome = 'grant')
     order by same desc limit 1`,
    [
      scan.campus,
      scan.device,
      scan.requestId,
      scan.point,
      scan.handle ?? null,
      scan.step ?? null,
      scan.at,
      scan.foreignDigest ?? scan.comparedDigest ?? null,
      scan.outcome,
    ],
  );
  return rows[0];
}

async function again(sql: Sql, scan: Scan, announce: boolean): Promise<Recorded | Problem> {
  const [row] = await insert(sql, [scan], announce);
  // Met an index once more: the same request is being recorded by another node; its answer is there now.
  return row ? fresh(row) : settle(sql, scan, announce);
}

function fresh(row: Row): Recorded {
  const { id, outcome, reason, version, at } = row;
  const origin = row.origin === null ? {} : { origin: row.origin };
  return { id, outcome, reason, rule: row.rule ?? undefined, version, at, ...origin, fresh: true };
}

function key(row: { campus: number; device: string; requestId: string }): string {
  return `${row.campus}/${row.device}/${row.requestId}`;
}
