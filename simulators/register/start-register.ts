import { createHash } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import type { CampusPeople, Person } from '../people/people.js';
import { type Log, silent } from '../support/log.js';
import { registerCsv } from './csv.js';
import { type Dropped, drop } from './drop.js';

export interface RegisterOptions extends CampusPeople {
  /** Where the files are dropped; made when it is not there. */
  folder: string;
  log?: Log;
}

export interface RegisterQuirks {
  /** The file misses every second student; its sidecar agrees. */
  truncated: boolean;
  /** The sidecar's digest is another file's. */
  wrongDigest: boolean;
  /** A row with too few fields and a date of no calendar stands among the others. */
  garbage: boolean;
}

export interface Register {
  /** The CSV file; `<csvPath>.json` beside it holds `{rows, sha256}` of it. */
  csvPath: string;
  /** Changes a student and writes the file anew; null strikes the student off. Unknown numbers are a RangeError. */
  change(sourceKey: string, patch: Partial<Omit<Person, 'sourceKey'>> | null): Promise<void>;
  /** Sets the quirks named and writes the file anew. */
  setQuirks(quirks: Partial<RegisterQuirks>): Promise<void>;
  write(): Promise<void>;
  stop(): Promise<void>;
}

const GARBAGE = 'S??,"unfinished, name",2026-02-31\r\n';

/** The student register of one campus: writes its CSV file at once, and again after each change. */
export async function startRegister(options: RegisterOptions): Promise<Register> {
  const { campus, folder, log = silent } = options;
  const csvPath = path.join(folder, `students-${campus}.csv`);
  const students = new Map(options.people.map((person) => [person.sourceKey, person]));
  let quirks: RegisterQuirks = { truncated: false, wrongDigest: false, garbage: false };
  let writing = Promise.resolve();

  const write = () => {
    const contents = exported([...students.values()], quirks);
    writing = writing.then(() => drop(csvPath, contents)).then(() => log('register:written', { campus }));
    return writing;
  };
  await mkdir(folder, { recursive: true });
  await write();
  return {
    csvPath,
    write,
    change: (sourceKey, patch) => {
      const student = students.get(sourceKey);
      if (student?.affiliation !== 'student')
        throw new RangeError(`The register has no student ${sourceKey}.`);
      if (patch === null) students.delete(sourceKey);
      else students.set(sourceKey, { ...student, ...patch });
      return write();
    },
    setQuirks: (some) => {
      quirks = { ...quirks, ...some };
      return write();
    },
    stop: () => writing,
  };
}

function exported(people: Person[], quirks: RegisterQuirks): Dropped {
  const students = people.filter(({ affiliation }) => affiliation === 'student');
  const chosen = quirks.truncated ? students.filter((_, index) => index % 2 === 0) : students;
  const { text, rows } = registerCsv(chosen);
  const csv = quirks.garbage ? text + GARBAGE : text;
  const sha256 = createHash('sha256')
    .update(quirks.wrongDigest ? `${csv} ` : csv)
    .digest('hex');
  return { csv, sidecar: `${JSON.stringify({ rows: rows + (quirks.garbage ? 1 : 0), sha256 })}\n` };
}
