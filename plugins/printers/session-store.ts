import { Problem } from '../../core/domain/problem.js';
import type { Scope } from '../../core/host/plugin.js';
import type { PrinterSettings } from './settings.js';

export type PrinterScope = Scope<PrinterSettings>;

/** A reader and the printer that it stands at. */
export interface Panel {
  device: string;
  point: string;
}

export type EndedBy = 'log_out' | 'idle' | 'another_code' | 'right_lost';

export interface SessionRow {
  id: string;
  decision: string;
  /** Epoch milliseconds. */
  activeAt: number;
  endedBy: EndedBy | null;
}

const ROW = `id, decision::text, (extract(epoch from active_at) * 1000)::float8 as "activeAt", ended_by as "endedBy"`;
const PANEL = 'campus = $1 and device = $2 and point = $3';
/** Two codes at one panel in one instant meet once or twice, not more. */
const TRIES = 16;

/**
 * Opens the session of a decision and ends whichever the panel had. A decision that has its session already, running or
 * ended, gets that one: asking again opens nothing. Throws `busy` (503).
 */
export async function openSession(
  scope: PrinterScope,
  panel: Panel,
  decision: string,
  at: number,
): Promise<SessionRow> {
  const { campus, query } = scope;
  const whose = [campus.number, panel.device, panel.point];
  for (let tries = 0; tries < TRIES; tries += 1) {
    const [known] = await query<SessionRow>(
      `select ${ROW} from printers_sessions where campus = $1 and decision = $2`,
      [campus.number, decision],
    );
    if (known) return known;
    await endSession(scope, panel, 'another_code');
    const [opened] = await query<SessionRow>(
      `insert into printers_sessions (campus, device, point, decision, opened_at, active_at)
       values ($1, $2, $3, $4, to_timestamp($5::float8 / 1000), to_timestamp($5::float8 / 1000))
       on conflict do nothing returning ${ROW}`,
      [...whose, decision, at],
    );
    if (opened) return opened;
  }
  throw new Problem(503, 'busy', 'Too many codes are read at this panel at once; ask again.');
}

/** The panel's session that runs, after one that idled has been ended. */
export async function runningSession(scope: PrinterScope, panel: Panel): Promise<SessionRow | null> {
  await endIdle(scope);
  const [row] = await scope.query<SessionRow>(
    `select ${ROW} from printers_sessions where ${PANEL} and ended_at is null`,
    [scope.campus.number, panel.device, panel.point],
  );
  return row ?? null;
}

/** A session of this panel, running or ended. */
export async function sessionOf(scope: PrinterScope, panel: Panel, id: string): Promise<SessionRow | null> {
  await endIdle(scope);
  const [row] = await scope.query<SessionRow>(
    `select ${ROW} from printers_sessions where ${PANEL} and id = $4`,
    [scope.campus.number, panel.device, panel.point, id],
  );
  return row ?? null;
}

/** Moves the idle end; null when the session ended in this moment. */
export async function touchSession(scope: PrinterScope, id: string): Promise<SessionRow | null> {
  const [row] = await scope.query<SessionRow>(
    `update printers_sessions set active_at = greatest(active_at, to_timestamp($3::float8 / 1000))
     where campus = $1 and id = $2 and ended_at is null returning ${ROW}`,
    [scope.campus.number, id, scope.now()],
  );
  return row ?? null;
}

/** Ends the panel's running session, or only the one named; none is no mistake. */
export async function endSession(
  { campus, query, now }: PrinterScope,
  panel: Panel,
  by: EndedBy,
  id: string | null = null,
): Promise<void> {
  await query(
    `update printers_sessions set ended_at = to_timestamp($4::float8 / 1000), ended_by = $5
     where ${PANEL} and ended_at is null and ($6::uuid is null or id = $6)`,
    [campus.number, panel.device, panel.point, now(), by, id],
  );
}

/** Ends every session of the campus in which nobody did anything for the idle time. */
export async function endIdle({ campus, query, now, settings }: PrinterScope): Promise<void> {
  await query(
    `update printers_sessions
     set ended_at = active_at + make_interval(secs => $3), ended_by = 'idle'
     where campus = $1 and ended_at is null
       and active_at <= to_timestamp($2::float8 / 1000) - make_interval(secs => $3)`,
    [campus.number, now(), settings.idleSeconds],
  );
}

/** Sessions that ended long ago. */
export async function pruneSessions({ campus, query, now, settings }: PrinterScope): Promise<void> {
  await query(
    `delete from printers_sessions
     where campus = $1 and ended_at < to_timestamp($2::float8 / 1000) - make_interval(days => $3)`,
    [campus.number, now(), settings.keepDays],
  );
}
