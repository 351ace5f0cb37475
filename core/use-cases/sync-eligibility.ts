import type { EligibilitySource } from '../hooks/hook-map.js';
import type { Snapshot } from '../snapshots/snapshot.js';
import { type Change, change } from '../store/change.js';
import { openStage } from '../store/people-staging.js';
import { endLease, holdLease } from '../store/pull-lease.js';
import {
  allowLongMerge,
  PULL_PATIENCE_MS,
  type PullCounts,
  type PullReport,
  readPull,
  writePull,
} from '../store/pulls.js';
import type { Context } from './context.js';
import { mergePull } from './merge-pull.js';
import { underLease } from './pull-lease.js';
import { rejudgeCampus } from './rejudge-campus.js';
import { type Staged, stagePull } from './stage-pull.js';

const NOTHING: PullCounts = { seen: 0, new: 0, changed: 0, left: 0, refused: 0, unchanged: 0 };
/** A source that neither answers nor fails is given up, in milliseconds. */
const PATIENCE = 30 * 60_000;

/**
 * Pulls one source and brings people, credentials and shown codes to what it says, in one transaction: all of it, or
 * nothing where the feed looks broken (`stopped`) or the source failed (`failed`). An unchanged feed writes its row in
 * `pulls` and nothing else. Only one pull of a source runs at a time, on whichever node; a second one waits for it a
 * while, then pulls.
 */
export async function syncEligibility(
  context: Context,
  snapshot: Snapshot,
  plugin: string,
  source: EligibilitySource,
  signal: AbortSignal,
): Promise<PullReport> {
  const people = `${plugin}/${source.people ?? source.name}`;
  const feed = `${plugin}/${source.name}`;
  const ask = { context, snapshot, plugin, source: people, feed, startedAt: context.now() };
  const report = await pullOnce(ask, source, AbortSignal.any([signal, AbortSignal.timeout(PATIENCE)])).catch(
    (error: unknown) => recordFailure(ask, error, signal),
  );
  if (report.outcome === 'applied') await followUp(context, snapshot);
  return report;
}

type LastPull = Awaited<ReturnType<typeof readPull>>;

interface PullAsk {
  context: Context;
  snapshot: Snapshot;
  plugin: string;
  /** Whose people: two sources of the same people wait for each other. */
  source: string;
  /** Which source is read; its cursor and its outcome are its own. */
  feed: string;
  startedAt: number;
}

async function pullOnce(ask: PullAsk, source: EligibilitySource, signal: AbortSignal): Promise<PullReport> {
  const { context, snapshot } = ask;
  const { pool } = context;
  const whose = { campus: snapshot.campus, source: ask.source };
  return underLease(pool, whose, signal, async (pull, whileOurs) => {
    const before = await readPull(pool, whose.campus, ask.feed);
    const staged = await stagePull({ ...ask, pull }, source, before?.cursor ?? null, whileOurs);
    const merge = (to: Change) => mergeStaged(to, { ...ask, pull }, staged, before);
    const report = await change(pool, whose.campus, merge, PULL_PATIENCE_MS);
    if (report.outcome !== 'stopped') staged.end.committed?.();
    return report;
  });
}

async function mergeStaged(
  to: Change,
  ask: PullAsk & { pull: string },
  staged: Staged,
  before: LastPull,
): Promise<PullReport> {
  await allowLongMerge(to.sql);
  await holdLease(to.sql, ask.pull);
  await openStage(to.sql, ask.pull);
  const report = await mergePull(to, ask, staged);
  audit(to, ask, report, before);
  await writePull(to.sql, rowOf(ask, report), report.outcome === 'stopped' ? undefined : staged.end.cursor);
  await endLease(to.sql, ask.pull);
  return report;
}

/** What was applied, and a stop when it is news: a feed that stays broken is told once. */
function audit({ audit }: Change, ask: PullAsk, report: PullReport, before: LastPull): void {
  const { outcome, counts, problems } = report;
  const why = problems[0]?.path;
  const isOld = before?.outcome === 'stopped' && before.problems[0]?.path === why;
  if (outcome === 'unchanged' || (outcome === 'stopped' && isOld)) return;
  const detail = outcome === 'stopped' ? { ...counts, why } : { ...counts };
  audit({
    actor: `plugin:${ask.plugin}`,
    action: `eligibility.${outcome}`,
    subject: `source:${ask.feed}`,
    detail,
  });
}

function rowOf({ context, snapshot, feed, startedAt }: PullAsk, report: PullReport) {
  return { campus: snapshot.campus, source: feed, startedAt, endedAt: context.now(), ...report };
}

/** A pull that ended because the hub or the plugin stops leaves no trace; one in whose place another runs neither. */
async function recordFailure(ask: PullAsk, error: unknown, signal: AbortSignal): Promise<PullReport> {
  const code = codeOf(error);
  const problem = { at: 'feed', path: code, expected: 'an answer of the source' };
  const report: PullReport = { outcome: 'failed', counts: NOTHING, problems: [problem] };
  if (signal.aborted || code === 'pull_running' || code === 'pull_lost') return report;
  ask.context.log.warn({ source: ask.feed, campus: ask.snapshot.slug, code }, 'a pull failed');
  await writePull(ask.context.pool, rowOf(ask, report));
  return report;
}

/** Codes of ours are words joined by underscores; a message could hold anything. */
function codeOf(error: unknown): string {
  const code = (error as { code?: unknown } | null)?.code;
  return typeof code === 'string' && /^[a-z]+(_[a-z]+)+$/.test(code) ? code : 'source_failed';
}

/** A campus file that was applied while the source was read judged the people without this pull's. */
async function followUp(context: Context, snapshot: Snapshot): Promise<void> {
  await context.snapshots.follow();
  const current = context.snapshots.byNumber(snapshot.campus);
  if (current && JSON.stringify(current.file) !== JSON.stringify(snapshot.file))
    await rejudgeCampus(context, current);
}
