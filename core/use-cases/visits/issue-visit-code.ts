import { newHandle } from '../../codes/handle.js';
import { stepEnd, stepStart } from '../../codes/step.js';
import { writeLive } from '../../codes/write-live.js';
import { campusDay, nextCampusDay } from '../../domain/campus-day.js';
import { Problem } from '../../domain/problem.js';
import { SKEW_SECONDS, STEP_SECONDS } from '../../domain/reading.js';
import type { Snapshot } from '../../snapshots/snapshot.js';
import type { PassRow } from '../../store/passes.js';
import { openVisitHandle, type VisitHandle } from '../../store/passes-handles.js';
import type { Context } from '../context.js';
import type { IssuedCode } from '../issue-code.js';
import { findPass } from './find-pass.js';
import { passState } from './pass-view.js';
import { passNotOpen } from './visit-problems.js';

/**
 * The code of the current step for a visitor: it carries the visit's window and points, and the group that the campus file
 * gives to visits. The first of a day opens the day's handle. Before its window the gate says so.
 * Throws `pass_ended` (401), `pass_not_proven` (403), `pass_not_open` (409, `state` says why), `no_signing_key` (503).
 */
export async function issueVisitCode(
  context: Context,
  snapshot: Snapshot,
  session: string,
): Promise<IssuedCode> {
  const now = context.now();
  const pass = await findPass(context, snapshot, session);
  if (!pass.proven) throw new Problem(403, 'pass_not_proven', 'Show first that this is the invited phone.');
  const state = passState(pass, now);
  if (state !== 'early' && state !== 'now') throw passNotOpen(state);
  const open = await handleOf(context, snapshot, pass, now);
  const issued = stepStart(open.handle, Math.floor(now / 1000));
  const text = writeLive(signerAt(snapshot, issued), { ...factsOf(snapshot, open), issued });
  context.tally?.codeIssued(snapshot.slug, 'visitor');
  return { text, issued: issued * 1000, until: stepEnd(issued) * 1000, now };
}

async function handleOf(
  context: Context,
  snapshot: Snapshot,
  { visit, visitor, handle }: PassRow,
  now: number,
): Promise<VisitHandle> {
  if (handle !== null) return { handle, from: visit.from, until: visit.until, points: visit.points };
  const { timeZone } = snapshot.file.campus;
  const opened = await openVisitHandle(context.pool, {
    campus: snapshot.campus,
    handle: newHandle(),
    visitor: visitor.id,
    day: campusDay(timeZone, now),
    dayUntil: nextCampusDay(timeZone, now),
    // A code shown in the last second is good for its step and the skew beyond it.
    slack: (STEP_SECONDS + SKEW_SECONDS) * 1000,
    now,
  });
  if (opened) return opened;
  throw passNotOpen('changed');
}

function signerAt(snapshot: Snapshot, issued: number) {
  const signer = snapshot.signers.find((key) => key.notBefore <= issued && issued < key.notAfter);
  if (!signer) throw new Problem(503, 'no_signing_key', 'The campus has no key that may sign now.');
  return { campus: snapshot.campus, key: signer.key, privateKey: signer.privateKey };
}

/** A point that the campus file no longer has opens nothing; where none is left, nor does the code. */
function factsOf(snapshot: Snapshot, { handle, from, until, points }: VisitHandle) {
  const { source, file } = snapshot;
  const numbers = source.points.filter(({ id }) => points.includes(id)).map(({ number }) => number);
  if (numbers.length === 0) throw passNotOpen('no_points');
  const group = source.groups.find(({ id }) => id === file.visits?.group);
  return {
    handle,
    groups: group ? [group.number] : [],
    window: { from: from / 1000, until: until / 1000 },
    points: numbers.sort((a, b) => a - b),
  };
}
