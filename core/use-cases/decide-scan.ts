import { readAsync } from '../codes/read.js';
import type { Decision } from '../domain/decision.js';
import type { DecisionEvent } from '../domain/decision-event.js';
import type { DeviceView } from '../domain/devices.js';
import { Problem } from '../domain/problem.js';
import type { Reading } from '../domain/reading.js';
import type { Outcome, Reason } from '../domain/reasons.js';
import { sentence } from '../domain/sentences/index.js';
import { decide } from '../policy/decide.js';
import type { Snapshot } from '../snapshots/snapshot.js';
import type { Recorded, Scan } from '../store/statements/record-events.js';
import type { Context } from './context.js';
import { type AskForeign, decideForeign, foreignDigest, isForeign } from './decide-foreign.js';

/** A text that a device read at one of its points. `requestId` is the device's own and makes asking again harmless. */
export interface ScanAsk {
  device: DeviceView;
  point: string;
  code: string;
  requestId: string;
}

/** What the device gets: enough to open or not, and what to show. Names nobody. */
export interface DecisionAnswer {
  id: string;
  decision: Outcome;
  reason: Reason;
  /** For the device's display, in the campus's first language. */
  message: string;
  version: number;
  /** When the hub received the scan, ISO 8601. */
  at: string;
}

/**
 * Decides a scan at the hub's own time and answers when the event is durable. A text that is none of our codes is asked
 * of `foreign`, where the campus has another system that still runs.
 * Throws `point_not_yours` (403, audited) and `busy` (503).
 */
export async function decideScan(
  context: Context,
  snapshot: Snapshot,
  ask: ScanAsk,
  foreign?: AskForeign,
): Promise<{ answer: DecisionAnswer; event: DecisionEvent | null }> {
  if (!ask.device.points.includes(ask.point)) await refuseOtherPoint(context, snapshot, ask);
  const at = context.now();
  const began = performance.now();
  const reading = await readAsync(snapshot.keys, ask.code);
  const decision = decide(snapshot.bundle, ask.point, reading, at);
  const record = (more: Partial<Scan> & { decision: Decision }) =>
    context.recorder.record({ ...scanOf(snapshot.campus, ask, reading, more.decision, at), ...more });
  const scan = { ...ask, device: ask.device.id, reading, decision, at };
  const recorded = isForeign(scan)
    ? await (foreign
        ? decideForeign(context, snapshot, scan, { foreign, record })
        : // An answer that another system gave while it was asked is given again.
          record({ decision, comparedDigest: foreignDigest(context, snapshot.campus, ask.code) }))
    : await record({ decision });
  if (recorded.fresh) {
    const seconds = (performance.now() - began) / 1000;
    context.tally?.decided(snapshot.slug, { outcome: recorded.outcome, reason: recorded.reason, seconds });
  }
  return {
    answer: answerOf(snapshot, recorded),
    event: recorded.fresh ? eventOf(snapshot, ask, recorded) : null,
  };
}

/** A device that speaks for another's point is misconfigured or stolen: somebody should know. */
async function refuseOtherPoint(context: Context, snapshot: Snapshot, ask: ScanAsk): Promise<never> {
  const known = snapshot.source.points.some((point) => point.id === ask.point);
  await context.refusals.write(snapshot.campus, {
    actor: `device:${ask.device.id}`,
    action: 'device.refused',
    subject: known ? `point:${ask.point}` : 'point:unknown',
    detail: { cause: 'point_not_yours' },
  });
  throw new Problem(403, 'point_not_yours', 'This device does not stand at that point.');
}

function scanOf(campus: number, ask: ScanAsk, reading: Reading, decision: Decision, at: number) {
  // A released point lets everybody through, the same code again too: nothing is used up there.
  const usedUp = reading.ok && decision.reason !== 'released';
  return {
    campus,
    point: ask.point,
    device: ask.device.id,
    requestId: ask.requestId,
    at,
    outcome: decision.outcome,
    reason: decision.reason,
    rule: decision.rule,
    version: decision.version,
    handle: reading.ok ? reading.handle : undefined,
    step: usedUp ? reading.issued : undefined,
  };
}

function answerOf(snapshot: Snapshot, recorded: Recorded): DecisionAnswer {
  const language = snapshot.file.campus.languages[0] ?? 'en';
  return {
    id: String(recorded.id),
    decision: recorded.outcome,
    reason: recorded.reason,
    message: sentence(recorded.reason, 'vendor', language),
    version: recorded.version,
    at: new Date(recorded.at).toISOString(),
  };
}

function eventOf(snapshot: Snapshot, ask: ScanAsk, recorded: Recorded): DecisionEvent {
  return {
    id: String(recorded.id),
    campus: snapshot.slug,
    point: ask.point,
    device: ask.device.id,
    at: new Date(recorded.at).toISOString(),
    outcome: recorded.outcome,
    reason: recorded.reason,
    ...(recorded.rule === undefined ? {} : { rule: recorded.rule }),
    version: recorded.version,
    ...(recorded.origin === undefined ? {} : { origin: recorded.origin }),
  };
}
