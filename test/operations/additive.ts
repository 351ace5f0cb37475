import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { ROOT } from '../docs/fenced.js';
import { THEN } from './left-behind.js';

const CORE = 'core/store/migrations';

/** Every migration that came after the rule: the version before it goes on beside it (docs/operations.md, "Rollback"). */
export function laterMigrations(): { file: string; sql: string }[] {
  const plugins = readdirSync(path.join(ROOT, 'plugins')).filter((name) =>
    existsSync(path.join(ROOT, 'plugins', name, 'migrations')),
  );
  const files = [
    ...numbered(CORE).slice(THEN.core),
    ...plugins.flatMap((name) =>
      numbered(`plugins/${name}/migrations`).slice(THEN.plugins.includes(name) ? 1 : 0),
    ),
  ];
  return files.map((file) => ({ file, sql: readFileSync(path.join(ROOT, file), 'utf8') }));
}

function numbered(folder: string): string[] {
  const names = readdirSync(path.join(ROOT, folder)).filter((name) => name.endsWith('.sql'));
  return names.sort().map((name) => `${folder}/${name}`);
}

/** What a node of the version before would stumble over, one a statement. */
const TAKES_AWAY: readonly [RegExp, string][] = [
  [/^drop (table|view|function|type|sequence|schema)\b/, 'drops what is used'],
  [/^truncate\b/, 'empties a table'],
  [/^delete from\b/, 'deletes rows'],
  [
    /^alter table .*\bdrop (column\b|(?!constraint\b|column\b|not\b|default\b|expression\b|identity\b)\w)/,
    'drops a column',
  ],
  [/^alter\b.*\brename\b/, 'renames'],
  [/^alter table .*\balter (column )?\S+ (set data )?type\b/, 'changes a type'],
  [/^alter table .*\bset not null\b/, 'makes a column that may be empty one that may not'],
  [
    /^alter table .*\badd (column )?(?!constraint\b)[^,]*\bnot null\b(?![^,]*\bdefault\b)(?![^,]*\bgenerated\b)/,
    'adds a column that an older node leaves empty',
  ],
];

/** The complaints about one migration; none where it only adds. Tables that it makes itself are its own business. */
export function takenAway(sql: string): string[] {
  const statements = statementsOf(sql);
  const own = statements.flatMap((one) => /^create table (?:if not exists )?(\S+)/.exec(one)?.[1] ?? []);
  return statements
    .filter((one) => !own.includes(/^alter table (?:only )?(\S+)/.exec(one)?.[1] ?? ''))
    .flatMap((one) =>
      TAKES_AWAY.filter(([pattern]) => pattern.test(one)).map(([, what]) => `${what}: ${one}`),
    );
}

/** In lower case and one line each, without comments, texts and bodies of functions: a `;` in those ends nothing. */
function statementsOf(sql: string): string[] {
  return sql
    .replaceAll(/'(?:[^']|'')*'|--.*$|\/\*.*?\*\/|(\$\w*\$).*?\1/gms, (part) =>
      /^[-/]/.test(part) ? ' ' : "''",
    )
    .toLowerCase()
    .split(';')
    .map((one) => one.replaceAll(/\s+/g, ' ').trim())
    .filter((one) => one !== '');
}
