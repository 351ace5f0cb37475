import type { Person } from '../people/people.js';
import type { ChangedWorker } from './records.js';

const CARD_STATUS: Record<Person['card'], string> = {
  current: 'C',
  replaced: 'R',
  reported_lost: 'L',
  none: 'N',
};

/** A Worker element's fields in the order of the WSDL. */
export type WorkerRecord = Record<string, unknown>;

/** `full` feeds call everybody added, as an export does that knows no before. */
export function workerRecord({ sourceKey, worker }: ChangedWorker, full: boolean): WorkerRecord {
  if (worker === undefined) return { Action: 'D', WorkerNumber: sourceKey };
  return {
    Action: full ? 'A' : 'C',
    WorkerNumber: sourceKey,
    LoginName: worker.loginName,
    DisplayName: worker.name.en,
    ...(worker.name.zh === undefined ? {} : { NativeName: worker.name.zh }),
    WorkEmail: worker.email,
    ...(worker.mobile === undefined ? {} : { MobilePhone: worker.mobile }),
    WorkerType: 'STAFF',
    Company: worker.entity,
    Department: worker.unit,
    Job: worker.appointments.map(({ from, until }, index) => ({
      JobNumber: index,
      EffectiveDate: from,
      ...(until === undefined ? {} : { ExpectedEndDate: until }),
    })),
    ...reportDuty(worker),
    CardStatus: CARD_STATUS[worker.card],
  };
}

function reportDuty({ dutyConfirmed }: Person): WorkerRecord {
  if (dutyConfirmed === undefined) return {};
  return { ReportDuty: { ConfirmedBy: dutyConfirmed.by, ConfirmedAt: dutyConfirmed.at } };
}

/** What a broken export has been seen to write: no number, a date of no calendar, letters nobody agreed on. */
export const GARBAGE: WorkerRecord = {
  Action: 'A',
  WorkerNumber: '',
  LoginName: "x' OR 1=1 --",
  DisplayName: '\uFFFD\uFFFD\uFFFD',
  WorkEmail: 'not an address',
  WorkerType: 'STAFF',
  Company: 'HKU',
  Department: '#REF!',
  Job: [{ JobNumber: 0, EffectiveDate: '2026-02-31' }],
  CardStatus: 'Q',
};
