import { z } from 'zod';
import { type PersonRecord, personRecord } from '../domain/eligibility.js';
import type { PullProblem } from '../store/pulls.js';

/** A raw record that says where it stands in its source: `{at: "line 12", record: {...}}`. */
const placed = z.strictObject({ at: z.string().min(1).max(64), record: z.unknown() });
/** What a source of changes yields for a person whom it deleted. */
const leaving = z.strictObject({ sourceKey: personRecord.shape.sourceKey, left: z.literal(true) });
const keyOnly = z.looseObject({ sourceKey: personRecord.shape.sourceKey });

export type RawRecord =
  | { kind: 'record'; record: PersonRecord }
  | { kind: 'left'; sourceKey: string }
  /** `sourceKey` where at least that could be read: such a person is kept as known, not taken for a leaver. */
  | { kind: 'refused'; sourceKey: string | null; problems: PullProblem[] };

/** What a source yielded, checked at the border; `number` counts from 1. Problems hold nothing of what was sent. */
export function readRawRecord(raw: unknown, number: number): RawRecord {
  const at = placed.safeParse(raw);
  const [place, value] = at.success ? [at.data.at, at.data.record] : [`record ${number}`, raw];
  const gone = leaving.safeParse(value);
  if (gone.success) return { kind: 'left', sourceKey: gone.data.sourceKey };
  const read = personRecord.safeParse(value);
  if (read.success) return { kind: 'record', record: read.data };
  const key = keyOnly.safeParse(value);
  return {
    kind: 'refused',
    sourceKey: key.success ? key.data.sourceKey : null,
    problems: read.error.issues.map((issue) => ({
      at: place,
      path: issue.path.join('.'),
      expected: issue.code === 'unrecognized_keys' ? 'no fields but those of a person record' : issue.message,
    })),
  };
}
