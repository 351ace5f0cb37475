import type { DeviceView } from '../../core/domain/devices.js';
import type { Language } from '../../core/domain/languages.js';
import type { Outcome, Reason } from '../../core/domain/reasons.js';
import { sentence } from '../../core/domain/sentences/index.js';
import { endSession, openSession, type PrinterScope, runningSession } from './session-store.js';
import { type SessionView, sessionView } from './session-view.js';
import { PANEL_WORDS } from './words.js';

export interface SignInAsk {
  device: DeviceView;
  point: string;
  code: string;
  requestId: string;
  language: Language;
}

export interface SignInAnswer {
  decision: Outcome;
  reason: Reason;
  /** For the panel's display. */
  message: string;
  /** Absent for a refusal, for guests, and when this request's session has ended meanwhile. */
  session?: SessionView;
}

/**
 * A code at a panel: decides and records it, and signs its holder in; whoever was signed in is signed out. Asking again
 * with the same request id finds the same session. Throws what `decideScan` throws, and `busy` (503).
 */
export async function signIn(scope: PrinterScope, ask: SignInAsk): Promise<SignInAnswer> {
  const { device, point, code, requestId, language } = ask;
  const { id, decision, reason, at } = await scope.hub.decideScan({ device, point, code, requestId });
  const words = PANEL_WORDS[language];
  if (decision === 'deny') return { decision, reason, message: sentence(reason, 'vendor', language) };
  const panel = { device: device.id, point };
  const holder = await scope.hub.holderOf(id);
  if (!holder?.stands) {
    await endSession(scope, panel, 'another_code');
    return { decision, reason, message: words.guest };
  }
  const opened = await openSession(scope, panel, id, Date.parse(at));
  const running = await runningSession(scope, panel);
  if (running?.id !== opened.id) return { decision, reason, message: words.ended };
  const session = sessionView(scope, running, holder, language);
  if (session) return { decision, reason, message: words.welcome(session.displayName), session };
  await endSession(scope, panel, 'log_out', running.id);
  return { decision, reason, message: words.guest };
}
