import { decodeCanonical, encodeCanonical } from './cbor.js';
import { CodeError } from './errors.js';
import { HANDLE_BYTES, isHandle } from './handle.js';
import { stepStart } from './step.js';

/** What a live code says. Times in epoch seconds. */
export interface LiveFacts {
  /** 16 lower-case hex digits. */
  handle: string;
  /** Numbers of groups, strictly ascending, at most `MAX_GROUPS`. */
  groups: readonly number[];
  /** Start of the handle's step. */
  issued: number;
  /** A visit's window, half open. */
  window?: { from: number; until: number };
  /** A visit's points by number, strictly ascending; absent means that the rules alone say where. */
  points?: readonly number[];
}

/** A code names at most so many groups; a person with more carries a derived set number. */
export const MAX_GROUPS = 12;

/** Keys of the payload map: one byte each, and the only ones there are. */
const LABELS = { handle: 1, groups: 2, issued: 3, window: 4, points: 5 } as const;
/** A buffer's own conversion costs four times as much for eight bytes. */
const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));
const MAX_NUMBER = 65535;
const MAX_SECONDS = 2 ** 32 - 1;

/** @throws CodeError `too_many_groups` or `code_facts_invalid`, naming the fact. */
export function encodeLivePayload(facts: LiveFacts): Uint8Array {
  const wrong = wrongFact(facts);
  if (facts.groups.length > MAX_GROUPS) {
    throw new CodeError(
      'too_many_groups',
      `${facts.groups.length} groups where a code names at most ${MAX_GROUPS}`,
    );
  }
  if (wrong !== undefined) throw new CodeError('code_facts_invalid', `a live code cannot say this: ${wrong}`);
  const map = new Map<number, unknown>([
    [LABELS.handle, Buffer.from(facts.handle, 'hex')],
    [LABELS.groups, [...facts.groups]],
    [LABELS.issued, facts.issued],
  ]);
  if (facts.window) map.set(LABELS.window, [facts.window.from, facts.window.until]);
  if (facts.points) map.set(LABELS.points, [...facts.points]);
  return encodeCanonical(map);
}

/** `undefined` when the bytes are no deterministic CBOR map of a live code or its facts contradict themselves. */
export function decodeLivePayload(bytes: Uint8Array): LiveFacts | undefined {
  const facts = factsOf(decodeCanonical(bytes));
  return facts !== undefined && wrongFact(facts) === undefined ? facts : undefined;
}

function factsOf(map: unknown): LiveFacts | undefined {
  if (
    !(map instanceof Map) ||
    map.size !== 3 + Number(map.has(LABELS.window)) + Number(map.has(LABELS.points))
  ) {
    return undefined;
  }
  const handle = map.get(LABELS.handle);
  const groups = numbers(map.get(LABELS.groups));
  const issued = map.get(LABELS.issued);
  if (!(handle instanceof Uint8Array) || handle.length !== HANDLE_BYTES) return undefined;
  if (groups === undefined || typeof issued !== 'number') return undefined;
  const facts: LiveFacts = { handle: hexOf(handle), groups, issued };
  return addVisit(facts, map) ? facts : undefined;
}

/** False when the map holds a visit's window or points in another shape. */
function addVisit(facts: LiveFacts, map: Map<unknown, unknown>): boolean {
  if (map.has(LABELS.window)) {
    const [from, until, ...more] = numbers(map.get(LABELS.window)) ?? [];
    if (from === undefined || until === undefined || more.length > 0) return false;
    facts.window = { from, until };
  }
  if (!map.has(LABELS.points)) return true;
  const points = numbers(map.get(LABELS.points));
  if (points === undefined) return false;
  facts.points = points;
  return true;
}

function hexOf(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += HEX[byte];
  return text;
}

function numbers(value: unknown): number[] | undefined {
  return Array.isArray(value) && value.every((item) => typeof item === 'number') ? value : undefined;
}

/** The first fact that cannot be, or `undefined`. */
function wrongFact({ handle, groups, issued, window, points }: LiveFacts): string | undefined {
  if (!isHandle(handle)) return 'handle';
  if (groups.length > MAX_GROUPS || !isAscending(groups)) return 'groups';
  if (!isSeconds(issued) || issued !== stepStart(handle, issued)) return 'issued';
  if (window && !(isSeconds(window.from) && isSeconds(window.until) && window.from < window.until))
    return 'window';
  return points && (points.length === 0 || !isAscending(points)) ? 'points' : undefined;
}

function isSeconds(value: number): boolean {
  return Number.isInteger(value) && value >= 0 && value <= MAX_SECONDS;
}

/** Strictly ascending and each 1 to 65535: one way to write a set, so one text per set of facts. */
function isAscending(items: readonly number[]): boolean {
  return items.every(
    (item, i) => Number.isInteger(item) && item > (i === 0 ? 0 : (items[i - 1] ?? 0)) && item <= MAX_NUMBER,
  );
}
