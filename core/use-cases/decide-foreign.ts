import { FORMATS } from '../codes/formats.js';
import type { Decision } from '../domain/decision.js';
import type { Reading } from '../domain/reading.js';
import type { ForeignScan, ForeignVerdict } from '../hooks/hook-map.js';
import { CompiledGrounds } from '../policy/compiled-grounds.js';
import { decide } from '../policy/decide.js';
import type { Snapshot } from '../snapshots/snapshot.js';
import { readForeignAnswer } from '../store/events.js';
import type { Recorded } from '../store/statements/record-events.js';
import type { Context } from './context.js';

/** Asks whoever else may know the text; null: nobody does, or nobody answered in time. Never throws. */
export type AskForeign = (scan: ForeignScan) => Promise<ForeignVerdict | null>;

export interface ForeignAsk {
  point: string;
  device: string;
  requestId: string;
  code: string;
  reading: Reading;
  decision: Decision;
  /** Epoch milliseconds. */
  at: number;
}

/** What the event says beyond our own decision. */
export interface ForeignDecision {
  decision: Decision;
  origin: string | undefined;
  foreignDigest: Buffer;
}

/** A QR code of any other system is far shorter; a text with control characters or half a letter is none. */
const LONGEST = 512;
const UNPRINTED = /[\p{Cc}\p{Cs}]/u;
/** A reader reads a held code many times a second: it gets the same answer for so long, in milliseconds. */
const REPEAT_MS = 3_000;

/** The same text at the same reader is asked about once at a time, per hub in this process. */
const underWay = new WeakMap<Context, Map<string, Promise<Recorded>>>();

/** A code of ours that was read badly still holds what only its own campus should see. */
function isPieceOfOurs(code: string): boolean {
  const text = code.trimStart().toUpperCase();
  return Object.values(FORMATS).some(({ prefix }) => text.startsWith(prefix));
}

/** Stands for the text, which is never kept. */
export function foreignDigest({ vault }: Pick<Context, 'vault'>, campus: number, code: string): Buffer {
  return vault.digest('foreign-text', `${campus}/${code}`);
}

/** Whether the text may be one of another system, at a point whose own state has not yet decided for everybody. */
export function isForeign({ code, reading, decision }: ForeignAsk): boolean {
  const isOurs = reading.ok || reading.reason !== 'unreadable';
  if (isOurs || isPieceOfOurs(code)) return false;
  if (!['unreadable', 'point_disabled'].includes(decision.reason)) return false;
  return code.length > 0 && code.length <= LONGEST && !UNPRINTED.test(code);
}

/**
 * Has a text decided that is not ours: the stored answer where this reader asked about it already, else that of the
 * other system. `record` makes the event durable. Two readings of one text at once become one event.
 */
export async function decideForeign(
  context: Context,
  snapshot: Snapshot,
  ask: ForeignAsk,
  asking: { foreign: AskForeign; record: (decided: ForeignDecision) => Promise<Recorded> },
): Promise<Recorded> {
  const { campus } = snapshot;
  const digest = foreignDigest(context, campus, ask.code);
  const mine = underWay.get(context) ?? new Map<string, Promise<Recorded>>();
  underWay.set(context, mine);
  const key = `${campus}/${ask.device}/${ask.point}/${digest.toString('hex')}`;
  const other = mine.get(key);
  if (other) return { ...(await other), fresh: false };
  const deciding = answer(context, snapshot, ask, asking, digest).finally(() => mine.delete(key));
  mine.set(key, deciding);
  return deciding;
}

async function answer(
  context: Context,
  snapshot: Snapshot,
  ask: ForeignAsk,
  { foreign, record }: Parameters<typeof decideForeign>[3],
  digest: Buffer,
): Promise<Recorded> {
  const { point, device, requestId, at } = ask;
  const where = { campus: snapshot.campus, device, point, requestId, digest, since: at - REPEAT_MS };
  const known = await readForeignAnswer(context.pool, where);
  if (known) return known;
  const scan = { point, device, text: ask.code };
  if (!isOpen(snapshot, point, ask.decision, at)) {
    // Told so that somebody can compare; nothing waits for it.
    void foreign({ ...scan, open: false });
    return record({ decision: ask.decision, origin: undefined, foreignDigest: digest });
  }
  const verdict = await foreign({ ...scan, open: true });
  return record({ ...judged(context, snapshot, ask, verdict), foreignDigest: digest });
}

/** A yes counts where the point is still open when it comes: a lockdown does not wait for an old system. */
function judged(
  context: Context,
  before: Snapshot,
  { point, reading, decision }: ForeignAsk,
  verdict: ForeignVerdict | null,
): Omit<ForeignDecision, 'foreignDigest'> {
  if (!verdict?.opens) return { decision, origin: undefined };
  const now = context.now();
  const snapshot = context.snapshots.byNumber(before.campus) ?? before;
  const still = decide(snapshot.bundle, point, reading, now);
  if (!isOpen(snapshot, point, still, now)) return { decision: still, origin: undefined };
  const { version } = still;
  return { decision: { outcome: 'grant', reason: 'permitted_by_origin', version }, origin: verdict.origin };
}

/** In service and not locked down: all that keeps the point shut is that the text is none of ours. */
function isOpen(
  { bundle }: Pick<Snapshot, 'bundle'>,
  point: string,
  { reason }: Decision,
  at: number,
): boolean {
  return reason === 'unreadable' && !new CompiledGrounds(bundle, point, at).isLockedFor([]);
}
