import type { PersonRecord } from '../domain/eligibility.js';
import type { Snapshot } from '../snapshots/snapshot.js';
import { loginDigest, personKeyDigest, sealPersonal } from '../store/people.js';
import { factsOf } from '../store/people-facts.js';
import { nameWords, wordDigests } from '../store/people-search-words.js';
import { readKnown, type StagedPerson } from '../store/people-staging.js';
import type { Context } from './context.js';
import { judgeFor } from './judge-person.js';
import type { RawRecord } from './read-raw-record.js';

export interface StageAsk {
  context: Context;
  snapshot: Snapshot;
  /** `<plugin>/<name>`. */
  source: string;
}

/** A record that was read, with its digests. */
interface Digested {
  kind: 'record';
  key: Buffer;
  digest: Buffer;
  record: PersonRecord;
}

/** The rows of a batch for the stage: one for each person, as the batch's last record of the person says. */
export async function toStage(ask: StageAsk, batch: readonly RawRecord[]): Promise<StagedPerson[]> {
  const digested = batch.map((raw) => digest(ask, raw));
  const records = digested.filter((one) => one?.kind === 'record');
  const known = await readKnown(ask.context.pool, ask.snapshot.campus, ask.source, records);
  const judge = judgeFor(ask.snapshot, ask.context.now());
  const rows = new Map<string, StagedPerson>();
  for (const one of digested) {
    if (one === null) continue;
    const hex = one.key.toString('hex');
    const before = known.get(hex);
    if (one.kind !== 'record') rows.set(hex, one);
    else if (before?.same) rows.set(hex, { kind: 'seen', key: one.key });
    else rows.set(hex, changedRow(ask, one, before !== undefined, judge(one.record)));
  }
  return [...rows.values()];
}

/** Null for a record that told not even of whom it is. */
function digest(
  { context: { vault }, snapshot: { campus }, source }: StageAsk,
  raw: RawRecord,
): Digested | { kind: 'left' | 'seen'; key: Buffer } | null {
  const sourceKey = raw.kind === 'record' ? raw.record.sourceKey : raw.sourceKey;
  if (sourceKey === null) return null;
  const key = personKeyDigest(vault, campus, sourceKey);
  if (raw.kind === 'left') return { kind: 'left', key };
  if (raw.kind === 'refused') return { kind: 'seen', key };
  const text = JSON.stringify(raw.record);
  return {
    kind: 'record',
    key,
    record: raw.record,
    digest: vault.digest('person-record', `${campus}/${source}/${text}`),
  };
}

function changedRow(
  { context: { vault }, snapshot: { campus } }: StageAsk,
  { key, digest: record, record: person }: Digested,
  known: boolean,
  { reason, numbers }: { reason: Extract<StagedPerson, { kind: 'changed' }>['reason']; numbers: number[] },
): StagedPerson {
  const { sourceKey, loginName, name, email, mobile, dutyConfirmed } = person;
  const personal = { sourceKey, loginName, name, email, mobile, dutyConfirmedBy: dutyConfirmed?.by };
  return {
    kind: 'changed',
    key,
    known,
    login: loginName === undefined ? null : loginDigest(vault, campus, loginName),
    personal: sealPersonal(vault, personal),
    words: wordDigests(vault, campus, nameWords(name)),
    facts: factsOf(person),
    groups: numbers,
    record,
    reason,
  };
}
