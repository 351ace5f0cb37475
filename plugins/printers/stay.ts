import type { Language } from '../../core/domain/languages.js';
import { Problem } from '../../core/domain/problem.js';
import {
  type EndedBy,
  endSession,
  type Panel,
  type PrinterScope,
  runningSession,
  type SessionRow,
  sessionOf,
  touchSession,
} from './session-store.js';
import { type SessionView, sessionView } from './session-view.js';

/** Who is signed in at the panel now; null for nobody. Looking is no activity. */
export async function currentSession(
  scope: PrinterScope,
  panel: Panel,
  language: Language,
): Promise<SessionView | null> {
  const row = await runningSession(scope, panel);
  return row && (await viewOf(scope, panel, row, language));
}

/**
 * She did something: the idle end moves. Whoever lost the right meanwhile is signed out instead. Throws
 * `session_unknown` (404), and `session_ended` (410) with `endedBy`.
 */
export async function keepSession(
  scope: PrinterScope,
  panel: Panel,
  id: string,
  language: Language,
): Promise<SessionView> {
  const row = await sessionOf(scope, panel, id);
  if (!row) throw new Problem(404, 'session_unknown', 'This panel has no such session.');
  if (row.endedBy !== null) throw ended(row.endedBy);
  const touched = await touchSession(scope, id);
  const view = touched && (await viewOf(scope, panel, touched, language));
  if (view) return view;
  throw ended((await sessionOf(scope, panel, id))?.endedBy ?? 'log_out');
}

/** Signs out; a session that ended before, or none, is no mistake. */
export function leave(scope: PrinterScope, panel: Panel, id: string): Promise<void> {
  return endSession(scope, panel, 'log_out', id);
}

/** Null when the right behind the session is gone: it ends in this moment. */
async function viewOf(
  scope: PrinterScope,
  panel: Panel,
  row: SessionRow,
  language: Language,
): Promise<SessionView | null> {
  const holder = await scope.hub.holderOf(row.decision);
  const view = holder?.stands ? sessionView(scope, row, holder, language) : null;
  if (!view) await endSession(scope, panel, 'right_lost', row.id);
  return view;
}

function ended(endedBy: EndedBy): Problem {
  return new Problem(410, 'session_ended', 'This session has ended; show the code again.', { endedBy });
}
