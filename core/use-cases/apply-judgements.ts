import type { Change } from '../store/change.js';
import { type Judged, type Judging, settleCredentials } from '../store/credentials.js';
import { moveHandles } from '../store/people-groups.js';
import { voidHandles } from '../store/voids.js';
import { spreadOverRecords } from './spread-holds.js';

/**
 * Brings credentials and shown codes to what was judged. Codes of a credential that ended are void on every node once
 * this is committed; codes of people whose groups changed carry the new ones.
 */
export async function applyJudgements(change: Change, judged: Judged, by: Judging): Promise<void> {
  const { sql, voided } = change;
  const ended = await settleCredentials(sql, judged, by);
  if (ended.length > 0) voided(await voidHandles(sql, by.campus, by.now, ended, 'revoked'));
  await spreadOverRecords(change, by);
  voided(await moveHandles(sql, judged, by));
}
