import type { CampusFile } from '../core/campus-file/schema.js';
import { localized } from '../core/domain/languages.js';
import type { GateOptions } from '../simulators/start-gates.js';

type Device = CampusFile['devices'][number];

/** What each device of a campus file is set up with when it is screwed to the wall. */
export function demoDevices(file: CampusFile, env: Record<string, string>): GateOptions[] {
  return file.devices.map((device) => ({
    campus: file.campus.slug,
    device: device.id,
    name: device.name.en,
    kind: kindOf(device),
    token: fromEnv(device.token, env),
    pushToken: fromEnv(file.plugins[device.plugin]?.settings['pushToken'], env),
    language: file.campus.languages[0] ?? 'en',
    points: device.points.map((id) => {
      const name = file.points.find((point) => point.id === id)?.name;
      return { id, name: name ? localized(name, 'en') : id };
    }),
  }));
}

function kindOf({ plugin, kind }: Device): GateOptions['kind'] {
  if (plugin === 'catering') return 'till';
  return plugin === 'printers' ? 'panel' : kind;
}

function fromEnv(text: unknown, env: Record<string, string>): string {
  const name = /^\$\{env:(\w+)\}$/.exec(String(text))?.[1];
  return name === undefined ? '' : (env[name] ?? '');
}

/** Where each variable of the campus files that ends in _ADDRESS leads: the device's own door at the virtual campus. */
export function deviceAddresses(
  campusFiles: readonly string[],
  address: (name: string) => string,
): Record<string, string> {
  const names = campusFiles.flatMap((text) =>
    [...text.matchAll(/\$\{env:(\w+)_ADDRESS\}/g)].map(([, name = '']) => name),
  );
  return Object.fromEntries(names.map((name) => [`${name}_ADDRESS`, address(name.toLowerCase())]));
}
