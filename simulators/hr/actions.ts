import type { Person } from '../people/people.js';
import { type HrQuirks, NO_QUIRKS, type SomeQuirks } from './quirks.js';
import type { WorkerRecords } from './records.js';
import type { WorkerPatch } from './worker-patch.js';

/** What can be done to the HR system. Changes answer the new stamp; an unknown number is a RangeError. */
export interface HrActions {
  worker(sourceKey: string): Person;
  change(sourceKey: string, patch: WorkerPatch): string;
  /** Deletes the record, as HR seldom does: who leaves is marked as left. */
  remove(sourceKey: string): string;
  /** Ends every open appointment on `lastDay` (yesterday when absent) and drops those yet to begin. */
  markLeft(sourceKey: string, lastDay?: string): string;
  confirmDuty(sourceKey: string, by: string): string;
  reportCardLost(sourceKey: string): string;
  /** Sets the quirks named, leaves the others; answers all of them. */
  setQuirks(quirks: SomeQuirks): HrQuirks;
  quirks(): HrQuirks;
}

export function hrActions(records: WorkerRecords, now: () => Date): HrActions {
  let quirks = NO_QUIRKS;
  const worker = (sourceKey: string): Person => {
    const found = records.worker(sourceKey);
    if (found === undefined) throw new RangeError(`HR has no worker ${sourceKey}.`);
    return found;
  };
  const change = (sourceKey: string, patch: WorkerPatch) => records.change(sourceKey, patch, now());
  return {
    worker,
    change,
    remove: (sourceKey) => records.change(sourceKey, null, now()),
    markLeft: (sourceKey, lastDay = yesterday(now())) =>
      change(sourceKey, { appointments: endedOn(lastDay, worker(sourceKey).appointments) }),
    confirmDuty: (sourceKey, by) => change(sourceKey, { dutyConfirmed: { by, at: now().toISOString() } }),
    reportCardLost: (sourceKey) => change(sourceKey, { card: 'reported_lost' }),
    setQuirks: (some) => {
      quirks = { ...quirks, ...definedOnly(some) };
      return quirks;
    },
    quirks: () => quirks,
  };
}

function endedOn(lastDay: string, appointments: Person['appointments']): Person['appointments'] {
  return appointments
    .filter(({ from }) => from <= lastDay)
    .map(({ from, until }) => ({ from, until: until !== undefined && until < lastDay ? until : lastDay }));
}

/** The day before today where the campuses are (UTC+8). */
function yesterday(now: Date): string {
  return new Date(now.getTime() - 16 * 3_600_000).toISOString().slice(0, 10);
}

function definedOnly(some: SomeQuirks): Partial<HrQuirks> {
  return Object.fromEntries(Object.entries(some).filter(([, value]) => value !== undefined));
}
