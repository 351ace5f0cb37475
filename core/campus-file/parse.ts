import { areaCycles } from './area-cycles.js';
import { uncalledAddresses } from './called-devices.js';
import { duplicateIds } from './duplicates.js';
import { expected, findingsOf } from './expected.js';
import { unsafeNesting } from './nesting.js';
import { type CampusFileChecks, pluginSettingsFindings } from './plugin-settings.js';
import { type CampusFileProblem, type Finding, type Path, pathText } from './problem.js';
import { danglingReferences } from './references.js';
import { type CampusFile, campusFile } from './schema.js';
import { readYaml, type YamlText } from './yaml.js';

export type ParsedCampusFile = { ok: true; file: CampusFile } | { ok: false; problems: CampusFileProblem[] };

const MAX_BYTES = 1024 * 1024;

/**
 * The text of a campus file to one checked object, or every problem in it, in the order of lines.
 * Never throws. `fileName` only names the file in the problems; nothing is read from disk.
 */
export function parseCampusFile(text: string, fileName: string, checks: CampusFileChecks): ParsedCampusFile {
  const problem = (line: number, path: Path, wanted: string, got: string): CampusFileProblem => ({
    file: fileName,
    path: pathText(path),
    line,
    expected: wanted,
    got,
  });
  const bytes = Buffer.byteLength(text);
  if (bytes > MAX_BYTES) return { ok: false, problems: [problem(1, [], '1 MiB at most', `${bytes} bytes`)] };
  const yaml = readSafely(text);
  if (Array.isArray(yaml)) {
    return {
      ok: false,
      problems: yaml.map((at) => problem(at.line, [], 'YAML that can be read', at.message)),
    };
  }
  const { file, findings } = check(yaml.value, checks);
  if (file) return { ok: true, file };
  const problems = findings.map((at) => problem(yaml.lineOf(at.path), at.path, at.expected, at.got));
  return { ok: false, problems: problems.toSorted((one, other) => one.line - other.line) };
}

/** Aliases without end or without anchor are thrown by the YAML reader, only when the value is made. */
function readSafely(text: string): YamlText | { line: number; message: string }[] {
  try {
    return readYaml(text);
  } catch (error) {
    return [{ line: 1, message: error instanceof Error ? error.message : 'an unreadable text' }];
  }
}

/** Shape and meaning are checked apart, so that a misspelt key does not hide a dangling reference. */
function check(value: unknown, checks: CampusFileChecks): { file?: CampusFile; findings: Finding[] } {
  const unsafe = unsafeNesting(value);
  if (unsafe) return { findings: [unsafe] };
  const shape = campusFile.safeParse(value, { error: expected });
  const findings = [
    ...findingsOf(shape.error?.issues ?? [], value),
    ...duplicateIds(value),
    ...danglingReferences(value),
    ...areaCycles(value),
    ...pluginSettingsFindings(value, checks),
    ...uncalledAddresses(value, checks),
  ];
  return shape.success && findings.length === 0 ? { file: shape.data, findings } : { findings };
}
