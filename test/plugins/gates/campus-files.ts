import { readFile } from 'node:fs/promises';
import { parseCampusFile } from '../../../core/campus-file/parse.js';
import type { CampusFile } from '../../../core/campus-file/schema.js';

export const WEST = 'hku';
export const EAST = 'hkust-gz';

/** Every device's token, by the variable that its campus file names. New in each run of the tests. */
export type Tokens = Record<string, string>;

const EXAMPLES = new URL('../../../examples/', import.meta.url);

/** An example campus reduced to gates: staff are let in everywhere and always, and `north` and `south` are gates. */
export async function gateCampus(
  slug: typeof WEST | typeof EAST,
  gates: { enabled?: boolean; devices?: readonly string[]; settings?: Record<string, unknown> } = {},
): Promise<CampusFile> {
  const text = await readFile(new URL(`${slug}.yaml`, EXAMPLES), 'utf8');
  const parsed = parseCampusFile(text, `${slug}.yaml`, { checkPluginSettings: () => [] });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  const { enabled = true, devices = ['north', 'south'], settings = {} } = gates;
  return {
    ...parsed.file,
    areas: [{ id: 'site', name: { en: 'Site' } }],
    points: ['north', 'south'].map((side) => ({
      id: `${side}-gate`,
      area: 'site',
      kind: 'gate',
      name: { en: `${side} gate` },
      mode: 'normal',
    })),
    groups: [{ id: 'staff', name: { en: 'Staff' }, members: { affiliation: ['staff'] } }],
    schedules: [],
    rules: [{ id: 'staff-everywhere', effect: 'allow', groups: ['staff'], points: [], areas: ['site'] }],
    plugins: { gates: { enabled, settings: { scansPerSecond: 1000, ...settings } } },
    devices: devices.map((side) => ({
      id: side,
      plugin: 'gates',
      kind: 'mqtt',
      points: [`${side}-gate`],
      name: { en: `${side} gate` },
      token: `\${env:${tokenName(slug, side)}}`,
    })),
  };
}

export function tokenName(slug: string, device: string): string {
  return `${slug}_${device}`.toUpperCase().replaceAll('-', '_');
}
