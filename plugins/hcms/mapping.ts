import type { PersonRecord } from '../../core/domain/eligibility.js';
import type { NamedFields } from './csv/header.js';
import type { Worker } from './soap/worker.js';

/** The feed's words for ours. A word that is not listed goes on as it came, and the hub refuses it by its path. */
const AFFILIATIONS: Record<string, PersonRecord['affiliation']> = {
  STAFF: 'staff',
  STUDENT: 'student',
  ALUM: 'alum',
  AFFILIATE: 'affiliate',
};
const CARDS: Record<string, PersonRecord['card']> = {
  C: 'current',
  R: 'replaced',
  L: 'reported_lost',
  N: 'none',
};

/** A worker of the feed as the hub's raw record; it is checked there. D: deleted, so the person has left. */
export function workerToRecord(worker: Worker): Record<string, unknown> {
  if (worker.Action === 'D') return { sourceKey: worker.WorkerNumber, left: true };
  return given({
    sourceKey: worker.WorkerNumber,
    loginName: worker.LoginName,
    name: fullName(worker.DisplayName, worker.NativeName),
    email: worker.WorkEmail,
    mobile: worker.MobilePhone,
    affiliation: ourWord(AFFILIATIONS, worker.WorkerType),
    entity: worker.Company,
    unit: worker.Department,
    appointments: worker.Job.map((job) => given({ from: job.EffectiveDate, until: job.ExpectedEndDate })),
    dutyConfirmed: worker.ReportDuty && {
      by: worker.ReportDuty.ConfirmedBy,
      at: worker.ReportDuty.ConfirmedAt,
    },
    card: ourWord(CARDS, worker.CardStatus),
  });
}

/** What a row says, as far as it says anything; the hub checks it. */
export interface RowRecord {
  appointments: Record<string, unknown>[];
  [field: string]: unknown;
}

/** A row's fields by our names as the hub's raw record, with the row's one appointment. */
export function rowToRecord(row: NamedFields, standard: PersonRecord['affiliation']): RowRecord {
  const {
    name,
    nativeName,
    affiliation,
    from,
    until,
    dutyConfirmedBy: by,
    dutyConfirmedAt: at,
    card,
    ...same
  } = row;
  return {
    ...same,
    ...given({ name: fullName(name, nativeName), dutyConfirmed: by || at ? given({ by, at }) : undefined }),
    affiliation: affiliation ?? standard,
    appointments: from || until ? [given({ from, until })] : [],
    card: card ?? 'none',
  };
}

/** Both scripts, so that a guard who reads either finds the name. */
function fullName(latin: string | undefined, native: string | undefined): string | undefined {
  return [latin, native].filter(Boolean).join(' ') || undefined;
}

function ourWord(words: Record<string, string>, word: string | undefined): string | undefined {
  return word !== undefined && Object.hasOwn(words, word) ? words[word] : word;
}

function given(record: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined));
}
