import type { PersonRecord } from '../domain/eligibility.js';

/** What eligibility and groups are judged by, as it rests in `people.facts`: nothing in it names anybody. */
export interface PersonFacts {
  affiliation: PersonRecord['affiliation'];
  entity: string | null;
  unit: string | null;
  appointments: PersonRecord['appointments'];
  dutyConfirmedAt: string | null;
  card: PersonRecord['card'];
}

export function factsOf(record: PersonRecord): PersonFacts {
  return {
    affiliation: record.affiliation,
    entity: record.entity ?? null,
    unit: record.unit ?? null,
    appointments: record.appointments,
    dutyConfirmedAt: record.dutyConfirmed?.at ?? null,
    card: record.card,
  };
}

/** The record that the facts came from, without what names the person: enough to judge by. */
export function recordOf(facts: PersonFacts, loginName: string | undefined): PersonRecord {
  return {
    sourceKey: '-',
    name: '-',
    affiliation: facts.affiliation,
    appointments: facts.appointments,
    card: facts.card,
    ...(loginName === undefined ? {} : { loginName }),
    ...(facts.entity === null ? {} : { entity: facts.entity }),
    ...(facts.unit === null ? {} : { unit: facts.unit }),
    ...(facts.dutyConfirmedAt === null ? {} : { dutyConfirmed: { by: '-', at: facts.dutyConfirmedAt } }),
  };
}
