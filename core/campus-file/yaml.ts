import { type Document, isAlias, isMap, isScalar, isSeq, LineCounter, type Node, parseDocument } from 'yaml';
import type { Path } from './problem.js';
import { lineTooDeep } from './yaml-depth.js';

/** A parsed text that can still say on which line a path stands. */
export interface YamlText {
  value: unknown;
  lineOf(path: Path): number;
}

export interface YamlMistake {
  line: number;
  message: string;
}

/** Longer chains of aliases than this are a bomb, not a campus. */
const MAX_ALIASES = 100;

/** Reads one YAML 1.2 document with text keys only. Throws nothing of its own; the YAML reader may. */
export function readYaml(text: string): YamlText | YamlMistake[] {
  const deep = lineTooDeep(text);
  if (deep !== undefined) return [{ line: deep, message: 'a nesting without end' }];
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, stringKeys: true, prettyErrors: false });
  const mistakes = [...document.errors, ...document.warnings].map((error) => ({
    line: lineAt(lines, error.pos[0]),
    message: error.message,
  }));
  if (mistakes.length > 0) return withoutEchoes(mistakes);
  return {
    value: document.toJS({ maxAliasCount: MAX_ALIASES }),
    lineOf: (path) => lineAt(lines, offsetOf(document, path)),
  };
}

/** One wrong indent makes the reader complain many times about one line. */
function withoutEchoes(mistakes: YamlMistake[]): YamlMistake[] {
  const seen = new Map(mistakes.toReversed().map((mistake) => [mistake.line, mistake]));
  return [...seen.values()].toSorted((one, other) => one.line - other.line);
}

function lineAt(lines: LineCounter, offset: number): number {
  return Math.max(1, lines.linePos(offset).line);
}

/** Where the deepest part of `path` that exists begins. */
function offsetOf(document: Document.Parsed, path: Path): number {
  let node: unknown = document.contents;
  let offset = 0;
  for (const key of path) {
    const step = stepInto(isAlias(node) ? node.resolve(document) : node, key);
    if (step === undefined) break;
    offset = (step.mark as Node | null)?.range?.[0] ?? offset;
    node = step.next;
  }
  return offset;
}

function stepInto(node: unknown, key: PropertyKey): { mark: unknown; next: unknown } | undefined {
  if (isSeq(node) && typeof key === 'number' && key in node.items) {
    return { mark: node.items[key], next: node.items[key] };
  }
  if (!isMap(node)) return undefined;
  const pair = node.items.find((item) => isScalar(item.key) && String(item.key.value) === String(key));
  return pair && { mark: pair.key, next: pair.value };
}
