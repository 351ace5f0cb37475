import { readDocument } from '../docs/fenced.js';

export interface Instruction {
  /** FROM, COPY, RUN ... */
  word: string;
  /** What follows it, in one line. */
  rest: string;
}

export interface Stage {
  name: string;
  image: string;
  instructions: Instruction[];
}

/** The Dockerfile's stages, with continued lines joined and comments left out. */
export function readStages(): Stage[] {
  const lines = readDocument('Dockerfile')
    .replaceAll(/^#.*\n/gm, '')
    .replaceAll(/\\\n\s*/g, '')
    .split('\n')
    .filter((line) => line.trim() !== '');
  const stages: Stage[] = [];
  for (const line of lines) {
    const [, word = '', rest = ''] = /^(\w+)\s+(.*)$/.exec(line) ?? [];
    const [, image, name] = (word === 'FROM' && /^(\S+) AS (\S+)$/.exec(rest)) || [];
    if (image !== undefined && name !== undefined) stages.push({ name, image, instructions: [] });
    else stages.at(-1)?.instructions.push({ word, rest });
  }
  return stages;
}

export interface Copy {
  /** The stage that it comes from; absent: the build context. */
  from: string | undefined;
  sources: string[];
  to: string;
}

export function copyOf({ rest }: Instruction): Copy {
  const words = rest.split(/\s+/);
  const from = words.map((word) => /^--from=(.+)$/.exec(word)?.[1]).find((name) => name !== undefined);
  const paths = words.filter((word) => !word.startsWith('--'));
  return { from, sources: paths.slice(0, -1), to: paths.at(-1) ?? '' };
}

/** What an instruction of the last stage says, such as its USER. */
export function lastWord(word: string): string | undefined {
  return readStages()
    .at(-1)
    ?.instructions.filter((one) => one.word === word)
    .at(-1)?.rest;
}

/** Variables that the image sets. */
export function imageEnvironment(): Record<string, string> {
  const pairs = (lastWord('ENV') ?? '').split(/\s+/).map((pair) => pair.split('=') as [string, string]);
  return Object.fromEntries(pairs);
}

/** What the build context lets in: the names that .dockerignore takes back after leaving out everything. */
export function contextNames(): string[] {
  const lines = readDocument('.dockerignore').split('\n');
  return lines.filter((line) => line.startsWith('!')).map((line) => line.slice(1));
}
