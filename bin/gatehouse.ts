#!/usr/bin/env node
import { Command } from 'commander';
import { apply } from './commands/apply.js';
import { migrateCommand } from './commands/migrate.js';
import { rotateKeys } from './commands/rotate-keys.js';
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
program
  .command('keys')
  .description("replace a campus's code keys at once, as after a leak")
  .argument('<campus>', 'slug of the campus')
  .action((campus: string) => rotateKeys(campus));
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
