import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { ROOT, readDocument } from './fenced.js';

const ROOMS = [
  'bin',
  'core',
  'plugins',
  'web',
  'edge',
  'templates',
  'simulators',
  'examples',
  'test',
  'bench',
  'docs',
];

/** README and its neighbours, everything in docs/, and the README of a room. */
export function documents(): string[] {
  const top = readdirSync(ROOT).filter((name) => name.endsWith('.md'));
  const below = ['docs', 'plugins', 'simulators'].flatMap((room) =>
    readdirSync(path.join(ROOT, room), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.md'))
      .map((name) => path.posix.join(room, name)),
  );
  return [...top, ...below].sort();
}

/** Relative links and named paths of a document that lead nowhere. */
export function leadingNowhere(document: string): string[] {
  const text = readDocument(document);
  const own = [...text.matchAll(/^```\w+\n(?:\/\/|--|#) (\S+)$/gm)].map(([, file]) => file);
  const prose = text.replaceAll(/^```.*?^```$/gms, '');
  const named = blocks(prose).flatMap(pathsIn);
  const wrong = [
    ...linksIn(prose).filter((link) => !existsSync(path.join(ROOT, path.dirname(document), link))),
    ...named.filter((name) => !own.includes(name) && !isThere(name)),
  ];
  return wrong.map((name) => `${document}: ${name}`);
}

/** Table rows one by one, prose by paragraph: what is said of one is not said of the next. */
function blocks(prose: string): string[] {
  return prose.split(/\n(?=\|)|\n\n/);
}

function linksIn(prose: string): string[] {
  return [...prose.matchAll(/\]\(([^)\s#]+)/g)]
    .map(([, link = '']) => link)
    .filter((link) => !/^\w+:/.test(link));
}

/** Paths in backticks that begin with a room. What a block says after "not yet (issue N)" need not be there. */
function pathsIn(block: string): string[] {
  const now = block.split(/not yet \(/i)[0] ?? '';
  const quoted = [...now.matchAll(/`([^`\s]+)`/g)].map(([, name = '']) => name);
  return quoted.filter((name) => name.includes('/') && ROOMS.includes(name.split('/')[0] ?? ''));
}

/** For a pattern such as `test/decisions/*.yaml` the folder has to be there. */
function isThere(name: string): boolean {
  const plain = name.split(/[*<{]/)[0] ?? '';
  return existsSync(path.join(ROOT, plain === name ? name : path.dirname(`${plain}x`)));
}
