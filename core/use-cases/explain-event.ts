import type { PolicySource, Void } from '../domain/policy-source.js';
import type { Reading, UnprovenReading } from '../domain/reading.js';
import type { Reason } from '../domain/reasons.js';
import { type BundleFacts, explain, type Trace } from '../policy/explain.js';
import type { Snapshot } from '../snapshots/snapshot.js';
import { readPolicyVersion } from '../store/campuses.js';
import { type HandleFacts, type RecordedEvent, readEvent, readFirstUse } from '../store/events-one.js';
import type { Context } from './context.js';

/** How a decision came about, or why that cannot be told any more. */
export type Explanation =
  | {
      known: true;
      trace: Trace;
      /** What had the last word: the rules, the single use of a code, or another system. */
      by: 'rules' | 'single_use' | 'origin';
      /** The policy that decided. */
      source: PolicySource;
      reading: Reading;
      /** Numbers of the groups that counted. */
      groups: readonly number[];
    }
  | {
      known: false;
      /** `changed`: what is known of the holder or the visit today leads to another answer. */
      cause: 'policy_gone' | 'holder_gone' | 'changed';
    };

export interface ExplainedEvent {
  event: RecordedEvent;
  /** Whose code it was, where it counted. */
  person: string | null;
  isVisit: boolean;
  /** The decision that used the same code before. */
  firstUse: string | null;
  explanation: Explanation;
}

/** One decision of the campus with the way there; null where there is none. */
export async function explainEvent(
  context: Pick<Context, 'pool'>,
  { campus, file }: Pick<Snapshot, 'campus' | 'file'>,
  id: number,
): Promise<ExplainedEvent | null> {
  const found = await readEvent(context.pool, campus, id);
  if (!found) return null;
  const { event, handle } = found;
  const source = await readPolicyVersion(context.pool, campus, event.version);
  const usedUp = event.reason === 'already_used';
  return {
    event,
    // A released point lets everybody pass, whoever's code it was.
    person: event.step === null ? null : (handle?.person ?? null),
    isVisit: handle?.visit != null,
    firstUse: usedUp ? await readFirstUse(context.pool, campus, event) : null,
    explanation: retrace({ event, handle, source, visitGroup: file.visits?.group ?? null }),
  };
}

export interface RetraceAsk {
  event: RecordedEvent;
  handle: HandleFacts | null;
  source: PolicySource | null;
  /** Id of the group that visitors' codes carry. */
  visitGroup: string | null;
}

/**
 * Walks the rules of the policy that decided, with what was kept of the code: its handle and step, and from the handle the
 * groups. A text is never kept, so that what it failed to prove is known from the recorded reason alone, and so is a void
 * that has been thrown away since. An explanation that would not end in the recorded decision is none.
 */
export function retrace({ event, handle, source, visitGroup }: RetraceAsk): Explanation {
  if (source === null) return { known: false, cause: 'policy_gone' };
  if (NEED_HOLDER.has(event.reason) && handle === null) return { known: false, cause: 'holder_gone' };
  const reading = readingOf(event, handle, source, visitGroup);
  const bundle = bundleOf(event, handle, source);
  const trace = explain(source, bundle, event.point, reading, event.at);
  const by = lastWord(event, trace);
  if (by === null) return { known: false, cause: 'changed' };
  return { known: true, trace, by, source, reading, groups: groupsOf(bundle, reading) };
}

/** Reasons that rest on whose code it was. */
const NEED_HOLDER: ReadonlySet<Reason> = new Set([
  ...(['permitted', 'already_used', 'not_permitted_here', 'outside_hours'] as const),
  ...(['visit_not_started', 'visit_over', 'rule_error'] as const),
]);

const UNPROVEN: Partial<Record<Reason, UnprovenReading['reason']>> = {
  unreadable: 'unreadable',
  wrong_campus: 'wrong_campus',
  unknown_key: 'unknown_key',
  bad_signature: 'bad_signature',
  permitted_by_origin: 'unreadable',
};

const VOIDS: Partial<Record<Reason, Extract<Void['what'], string>>> = {
  credential_frozen: 'frozen',
  credential_suspended: 'suspended',
  credential_revoked: 'revoked',
  superseded: 'superseded',
};

function readingOf(
  { reason, handle: id, step, at }: RecordedEvent,
  handle: HandleFacts | null,
  source: PolicySource,
  visitGroup: string | null,
): Reading {
  const unproven = UNPROVEN[reason];
  // Without a handle it was decided before anybody looked at the text.
  if (unproven !== undefined || id === null) return { ok: false, reason: unproven ?? 'unreadable' };
  const visit = handle?.visit;
  const groups = visit ? numbersOf(source.groups, [visitGroup]) : (handle?.groups ?? []);
  return {
    ...{ ok: true, campus: source.campus, key: 0, handle: id, groups },
    issued: step ?? Math.floor(at / 1000),
    ...(visit && {
      window: { from: visit.from / 1000, until: visit.until / 1000 },
      points: numbersOf(source.points, visit.points),
    }),
  };
}

function numbersOf(
  all: readonly { id: string; number: number }[],
  ids: readonly (string | null)[],
): number[] {
  return all.filter(({ id }) => ids.includes(id)).map(({ number }) => number);
}

function bundleOf(event: RecordedEvent, handle: HandleFacts | null, source: PolicySource): BundleFacts {
  const { at, reason, version, handle: id } = event;
  const seconds = Math.floor(at / 1000);
  const area = source.points.find((point) => point.id === event.point)?.area;
  const what = voidOf(event, handle);
  return {
    version,
    horizon: reason === 'stale_bundle' ? { from: 0, until: 0 } : { from: seconds - 1, until: seconds + 2 },
    voids: new Map(id === null || what === null ? [] : [[id, { handle: id, until: seconds + 2, what }]]),
    lockdowns: reason === 'lockdown' && area !== undefined ? [{ area, responders: [] }] : [],
  };
}

function voidOf({ reason, at }: RecordedEvent, handle: HandleFacts | null): Void['what'] | null {
  const what = VOIDS[reason];
  if (what !== undefined) return what;
  const moved = handle?.moved;
  return moved && moved.at <= at ? { groups: moved.groups } : null;
}

function lastWord(
  { outcome, reason, rule }: RecordedEvent,
  { decision }: Trace,
): 'rules' | 'single_use' | 'origin' | null {
  if (reason === 'already_used') return decision.reason === 'permitted' ? 'single_use' : null;
  if (reason === 'permitted_by_origin') return decision.reason === 'unreadable' ? 'origin' : null;
  const same =
    decision.outcome === outcome && decision.reason === reason && decision.rule === (rule ?? undefined);
  return same ? 'rules' : null;
}

function groupsOf({ voids }: BundleFacts, reading: Reading): readonly number[] {
  if (!reading.ok) return [];
  const what = voids.get(reading.handle)?.what;
  return typeof what === 'object' ? what.groups : reading.groups;
}
