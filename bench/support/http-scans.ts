import { newHandle } from '../../core/codes/handle.js';
import { stepStart } from '../../core/codes/step.js';
import { writeLive } from '../../core/codes/write-live.js';
import type { ProvenReading } from '../../core/domain/reading.js';
import { decide } from '../../core/policy/decide.js';
import type { Snapshot } from '../../core/snapshots/snapshot.js';
import { POINTS_PER_DEVICE, tokenName } from './http-campus.js';

/** A request to be made: where, as whom, and the body. */
export interface BenchRequest {
  path: string;
  token: string;
  body: string;
}

/** Codes made now are good for this long: their step began at the latest 4 s from now, and ends 35 s after it began. */
export const GOOD_SECONDS = 8;
/** Doors that each holder's code is shown at: a code is signed once and verified every time. */
const DOORS_PER_CODE = 8;
const DAY = 86_400;

/**
 * Requests that the hub will each grant for the first time: no door sees a code twice. Every code is of another holder
 * with one to six groups.
 */
export function freshGrants(
  snapshot: Snapshot,
  tokens: Record<string, string>,
  count: number,
): BenchRequest[] {
  const perDoor: BenchRequest[][] = Array.from({ length: DOORS_PER_CODE }, () => []);
  for (let codes = 0; codes < count / DOORS_PER_CODE; ) {
    const reading = someHolder(snapshot, 0);
    const doors = doorsFor(snapshot, reading);
    if (doors.length < DOORS_PER_CODE) continue;
    const code = codeOf(snapshot, reading);
    for (const [index, list] of perDoor.entries())
      list.push(request(snapshot, tokens, doors[index] ?? 0, code));
    codes += 1;
  }
  // Door by door, so that a code comes back after thousands of others.
  return perDoor.flat();
}

/** Requests that are refused, a third each: a code of yesterday, a changed signature, a door that nobody allows. */
export function refusals(snapshot: Snapshot, tokens: Record<string, string>, count: number): BenchRequest[] {
  return Array.from({ length: count }, (_, index) => {
    const door = index % snapshot.source.points.length;
    if (index % 3 === 0)
      return request(snapshot, tokens, door, codeOf(snapshot, someHolder(snapshot, -DAY / 2)));
    if (index % 3 === 1)
      return request(snapshot, tokens, door, changed(codeOf(snapshot, someHolder(snapshot, 0))));
    return request(
      snapshot,
      tokens,
      door,
      codeOf(snapshot, { ...someHolder(snapshot, 0), groups: [60_000] }),
    );
  });
}

function someHolder(snapshot: Snapshot, shift: number): ProvenReading {
  const handle = newHandle();
  const known = snapshot.source.groups.length;
  const groups = Array.from({ length: 1 + pick(6) }, () => 1 + pick(known));
  const issued = stepStart(handle, Date.now() / 1000 + 4 + shift);
  return {
    ...{ ok: true, campus: snapshot.campus, key: signerOf(snapshot).key, handle, issued },
    groups: [...new Set(groups)].sort((a, b) => a - b),
  };
}

/** Some doors by index where the holder passes. */
function doorsFor(snapshot: Snapshot, reading: ProvenReading): number[] {
  const first = pick(snapshot.source.points.length);
  const doors: number[] = [];
  for (let i = 0; i < snapshot.source.points.length && doors.length < DOORS_PER_CODE; i++) {
    const door = (first + i) % snapshot.source.points.length;
    const point = snapshot.source.points[door]?.id ?? '';
    if (decide(snapshot.bundle, point, reading, reading.issued * 1000).outcome === 'grant') doors.push(door);
  }
  return doors;
}

function codeOf(snapshot: Snapshot, { handle, groups, issued }: ProvenReading): string {
  return writeLive({ campus: snapshot.campus, ...signerOf(snapshot) }, { handle, groups, issued });
}

function signerOf(snapshot: Snapshot): Snapshot['signers'][number] {
  const signer = snapshot.signers[0];
  if (!signer) throw new Error('the campus has no code key');
  return signer;
}

/** Another character in the middle of the signature. */
function changed(code: string): string {
  const at = code.length - 50;
  return `${code.slice(0, at)}${code[at] === 'Q' ? 'R' : 'Q'}${code.slice(at + 1)}`;
}

let serial = 0;
function request(
  snapshot: Snapshot,
  tokens: Record<string, string>,
  door: number,
  code: string,
): BenchRequest {
  serial += 1;
  return {
    path: `/api/v1/campuses/${snapshot.slug}/points/${snapshot.source.points[door]?.id}/decisions`,
    token: tokens[tokenName(Math.floor(door / POINTS_PER_DEVICE))] ?? '',
    body: JSON.stringify({ code, requestId: `${process.pid}-${serial}` }),
  };
}

function pick(count: number): number {
  return Math.floor(Math.random() * count);
}
