import { readFileSync } from 'node:fs';
import path from 'node:path';
import { CREDENTIAL_STATES } from '../../core/domain/credential.js';
import { sourceFiles } from '../house/source-tree.js';
import { ROOT } from './fenced.js';

const ROOMS = ['core', 'plugins', 'web', 'bin'];
/** The one place where a code is put together: a credential's state, for every state without codes. */
const CREDENTIAL_PROBLEM = 'core/use-cases/credential-problem.ts';

interface Source {
  file: string;
  text: string;
}

function sources(): Source[] {
  const files = ROOMS.flatMap((room) => sourceFiles(ROOT, room)).filter((file) => !file.endsWith('.d.ts'));
  return files.map((file) => ({ file, text: readFileSync(path.join(ROOT, file), 'utf8') }));
}

/** Every problem as "status code"; throws where one is written so that it cannot be read here. */
export function problems(): string[] {
  return [...new Set(sources().flatMap(problemsIn))].sort();
}

function problemsIn({ file, text }: Source): string[] {
  if (file === CREDENTIAL_PROBLEM) {
    if (!text.includes('new Problem(403, `credential_${state}`')) throw new Error(`${file} was changed`);
    return CREDENTIAL_STATES.filter((state) => state !== 'active').map((state) => `403 credential_${state}`);
  }
  const literal = [...text.matchAll(/\bnew Problem\(\s*(\d{3}),\s*'([a-z_]+)'/g)];
  const all = [...text.matchAll(/\bnew Problem\(/g)];
  if (literal.length !== all.length)
    throw new Error(`${file} makes a problem whose code cannot be read from the source`);
  return literal.map(([, status, code]) => `${status} ${code}`);
}

/** The codes of every other error class, by class: those that its `code` may be. */
export function codesOfClasses(): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const { text } of sources()) {
    for (const [, name = '', body = ''] of text.matchAll(/^export class (\w+) extends Error \{(.*?)^\}/gms)) {
      const type = /readonly code:([^;]*?)[;,]\n/s.exec(body)?.[1]?.trim();
      if (type !== undefined && type !== 'string') found.set(name, literals(union(text, type)));
    }
  }
  return found;
}

/** The codes that a pull or a push is stopped with. */
export function codesOfStops(): string[] {
  const all = sources();
  const stops = all.find(({ text }) => text.includes('export type StopReason ='))?.text ?? '';
  const failed = ['push_failed', 'source_failed'].filter((code) =>
    all.some(({ text }) => text.includes(`: '${code}'`)),
  );
  return [...literals(union(stops, 'StopReason')), ...failed].sort();
}

/** The union itself, where the type is a name. */
function union(text: string, type: string): string {
  if (!/^\w+$/.test(type)) return type;
  return new RegExp(`export type ${type} =([^;]*);`).exec(text)?.[1] ?? '';
}

function literals(type: string): string[] {
  return [...type.matchAll(/'(\w+)'/g)].map(([, code = '']) => code);
}
