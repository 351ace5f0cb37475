import { ROOMS, type Room } from './rooms.js';
import type { Arrow } from './source-tree.js';

/** What is wrong with an import, as half a sentence, or undefined. */
export function judgeArrow(arrow: Arrow): string | undefined {
  const room = roomOf(arrow.from);
  if (room === undefined) return 'stands in no room of test/house/rooms.ts';
  if (arrow.kind === 'built-in') return outside(room.builtIns, room, arrow);
  if (arrow.kind === 'package') return outside(room.packages, room, arrow);
  return judgeFile(arrow, room);
}

function judgeFile(arrow: Arrow, room: Room): string | undefined {
  const target = roomOf(arrow.to);
  if (target === undefined) return 'stands in no room of test/house/rooms.ts';
  if (target === room)
    return room.cells && cellOf(arrow.from) !== cellOf(arrow.to)
      ? `${room.room} do not import each other`
      : undefined;
  if (room.only && !room.only.includes(target.room)) return `${room.room} imports nothing of ${target.room}`;
  if (room.never?.includes(target.room)) return `${room.room} never imports ${target.room}`;
  if (target.storey > room.storey) return `arrows point from ${target.room} to ${room.room}, not back`;
  const neighbours = target.storey === room.storey;
  return neighbours && (room.apart || target.apart)
    ? `${room.room} and ${target.room} stand apart`
    : undefined;
}

function outside(allowed: readonly string[] | undefined, room: Room, arrow: Arrow): string | undefined {
  if (allowed === undefined || allowed.includes(arrow.to)) return undefined;
  return `${room.room} imports ${allowed.length === 0 ? 'none' : `only ${allowed.join(', ')}`} of these`;
}

function roomOf(file: string): Room | undefined {
  const matching = ROOMS.filter(({ room }) => file.startsWith(`${room}/`));
  return matching.sort((a, b) => b.room.length - a.room.length)[0];
}

function cellOf(file: string): string | undefined {
  return file.split('/')[1];
}
