#!/usr/bin/env node
import { Command } from 'commander';
import { apply } from './commands/apply.js';
import { initKeys } from './commands/init-keys.js';
import { migrateCommand } from './commands/migrate.js';
import { publishKeysCommand } from './commands/publish-keys.js';
import { start } from './commands/start.js';
import { sentenceOf } from './sentence-of.js';

const program = new Command('gatehouse').description('The access-code hub of a campus.');

program
  .command('start')
  .description('run the hub')
  .option('--demo', 'with the example campuses, the virtual campus and people to be', false)
  .action((options: { demo: boolean }) => start(options.demo));
program.command('migrate').description('bring the database to this version').action(migrateCommand);
program
  .command('apply')
  .description('create or update campuses from their files')
  .argument('<files...>', 'campus files (YAML)')
  .action((files: string[]) => apply(files));
const keys = program.command('keys').description("a campus's keys");
keys
  .command('init')
  .description('make a root key in a file that is kept outside the hub')
  .argument('<campus>', 'slug of the campus')
  .requiredOption('--root <file>', 'where to write the root key; must not exist')
  .action((campus: string, options: { root: string }) => initKeys(campus, options.root));
keys
  .command('publish')
  .description('publish the next list of keys when one is due')
  .argument('<campus>', 'slug of the campus')
  .option('--root <file>', 'the root key, where it is kept outside the hub')
  .option('--withdraw', 'withdraw the current code keys at once, as after a leak', false)
  .action(publishKeysCommand);
program
  .command('tour')
  .description('tell the main stories through the public interfaces of a demo of its own')
  .action(async () => (await import('./commands/tour.js')).tour());

try {
  await program.parseAsync();
} catch (error) {
  process.stderr.write(`gatehouse: ${sentenceOf(error)}\n`);
  process.exitCode = 1;
}
