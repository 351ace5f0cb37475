#!/usr/bin/env node
import { Command, Option } from 'commander';
import { addDeviceCommand } from './commands/add-device.js';
import { apply } from './commands/apply.js';
import { codeCommand } from './commands/code.js';
import { forget } from './commands/forget.js';
import { init } from './commands/init.js';
import { initKeys } from './commands/init-keys.js';
import { listDevices } from './commands/list-devices.js';
import { migrateCommand } from './commands/migrate.js';
import { publishKeysCommand } from './commands/publish-keys.js';
import { removeSampleCommand } from './commands/remove-sample.js';
import { withdrawDeviceCommand } from './commands/withdraw-device.js';
import { QUESTIONS } from './init/answers.js';
import { keepCompiled } from './keep-compiled.js';
import { sentenceOf } from './sentence-of.js';

const program = new Command('gatehouse').description('The access-code hub of a campus.');

program
  .command('start')
  .description('run the hub')
  .option('--demo', 'with the example campuses, the virtual campus and people to be', false)
  .option('--https', 'with --demo: by HTTPS on all interfaces, for a phone on the same network', false)
  .action(async (options: { demo: boolean; https: boolean }) => {
    keepCompiled();
    await (await import('./commands/start.js')).start(options);
  });
const asked = program
  .command('init')
  .description('make a new campus by questions, or by flags')
  .option('--folder <path>', 'the folder that gets its files', '.')
  .option('--sample', 'with a few invented people, so that a first code can be shown', false)
  .option('--yes', 'ask nothing: take what is usual for whatever is not given', false)
  .option('--force', 'overwrite files that are there', false)
  .action(init);
for (const { flag, words } of QUESTIONS) asked.option(`--${flag} <text>`, words);
program.command('migrate').description('bring the database to this version').action(migrateCommand);
program
  .command('apply')
  .description('create or update campuses from their files')
  .argument('<files...>', 'campus files (YAML)')
  .action((files: string[]) => apply(files));
const device = program.command('device').description("vendors' devices beside those of the campus file");
device
  .command('add')
  .description('put a device in service and print its token, this once')
  .argument('<campus>', 'slug of the campus')
  .argument('<id>', 'id of the device, such as north-gate-1')
  .requiredOption('--points <ids>', 'the points at which it stands, with commas between them')
  .option('--plugin <name>', 'the plugin that speaks with it', 'gates')
  .addOption(new Option('--kind <kind>', 'how it asks').choices(['mqtt', 'http']).default('mqtt'))
  .option('--name <text>', 'what the console calls it')
  .action(addDeviceCommand);
device
  .command('withdraw')
  .description('take an added device out of service')
  .argument('<campus>', 'slug of the campus')
  .argument('<id>', 'id of the device')
  .action(withdrawDeviceCommand);
device
  .command('list')
  .description('list the devices in service: id, plugin, kind, points, managed by, online, version')
  .argument('<campus>', 'slug of the campus')
  .action(listDevices);
program
  .command('code')
  .description("print the code that an invented person's phone would show now")
  .argument('<campus>', 'slug of the campus')
  .argument('<login>', 'sign-in name; elsewhere than in a demo somebody of the sample register')
  .action(codeCommand);
program
  .command('sample')
  .description('the invented people of gatehouse init --sample')
  .command('remove')
  .description('take them out again, with all that hangs on them')
  .argument('<campus>', 'slug of the campus')
  .option('--file <campus file>', 'cut the marked lines out of this file and apply it first')
  .action(removeSampleCommand);
program
  .command('forget')
  .description('remove a campus with everything of it')
  .argument('<campus>', 'slug of the campus')
  .option('--yes', 'do not ask for the slug once more', false)
  .action(forget);
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
