import { campusDay } from '../../domain/campus-day.js';
import type { Snapshot } from '../../snapshots/snapshot.js';
import { type PassRow, readPass } from '../../store/passes.js';
import type { Context } from '../context.js';
import { passEnded } from './visit-problems.js';

const TOKEN = /^[\w-]{43}$/;

/** The pass that a browser's session opened. Throws `pass_ended` (401). */
export async function findPass(context: Context, snapshot: Snapshot, session: string): Promise<PassRow> {
  const now = context.now();
  const day = campusDay(snapshot.file.campus.timeZone, now);
  const pass = TOKEN.test(session)
    ? await readPass(context.pool, { campus: snapshot.campus, session, day, now })
    : null;
  if (!pass) throw passEnded();
  return pass;
}
