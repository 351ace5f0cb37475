/** What a room may lean on. Arrows point from a storey to lower ones; design section 3 has the reasons. */
export interface Room {
  readonly room: string;
  /** 0 is the ground. A room leans on lower storeys and on its own one. */
  readonly storey: number;
  /** Leans on no other room of its own storey. */
  readonly apart?: true;
  /** Folders directly below the room stand apart from each other: plugins. */
  readonly cells?: true;
  /** Where the storey alone would allow too much: the only rooms it may lean on, besides itself. */
  readonly only?: readonly string[];
  /** Rooms of a lower storey that are out of bounds all the same. */
  readonly never?: readonly string[];
  /** The only node modules it may import; absent: all. */
  readonly builtIns?: readonly string[];
  /** The only npm packages it may import; absent: all. */
  readonly packages?: readonly string[];
}

/** The longest matching name wins: `core/store/migrate.ts` stands in `core/store`. */
export const ROOMS: readonly Room[] = [
  { room: 'core/domain', storey: 0, builtIns: [], packages: ['zod'] },
  { room: 'core/codes', storey: 1, apart: true, builtIns: ['node:crypto'], packages: ['cborg', 'lru-cache'] },
  { room: 'core/policy', storey: 1, apart: true, builtIns: [], packages: [] },
  { room: 'core/campus-file', storey: 2 },
  { room: 'core/config', storey: 2 },
  { room: 'core/outbound', storey: 2 },
  { room: 'core/hooks', storey: 2 },
  { room: 'core/messages', storey: 2 },
  { room: 'core/store', storey: 3 },
  { room: 'core/snapshots', storey: 4 },
  { room: 'core/devices', storey: 4 },
  { room: 'core/use-cases', storey: 5 },
  { room: 'core/jobs', storey: 6 },
  { room: 'core/announce', storey: 6 },
  { room: 'core/http', storey: 6 },
  { room: 'core/metrics', storey: 6 },
  { room: 'core/host', storey: 6 },
  { room: 'plugins', storey: 7, cells: true, never: ['core/store'] },
  { room: 'web', storey: 7, never: ['plugins'] },
  // They check us, so they share no code with us.
  { room: 'simulators', storey: 7, apart: true, only: [] },
  { room: 'edge', storey: 7, apart: true, only: ['core/domain', 'core/codes', 'core/policy'] },
  { room: 'bin', storey: 8 },
  { room: 'test', storey: 9 },
  { room: 'bench', storey: 10 },
];
