import { randomUUID } from 'node:crypto';
import { mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pino } from 'pino';
import { PLUGIN_FOLDER } from '../../bin/plugin-folder.js';
import { type RunningHub, startHub } from '../../bin/start-hub.js';
import { parseCampusFile } from '../../core/campus-file/parse.js';
import { change } from '../../core/store/change.js';
import { createVault } from '../../core/store/seal.js';
import { applyCampus } from '../../core/use-cases/apply-campus.js';
import { type MessageAsk, queueMessages } from '../../core/use-cases/messages/queue-messages.js';
import { ANY_SETTINGS, exampleText, parsed } from '../core/campus-file/support.js';
import type { FreshDatabase } from './database.js';

export const SECRET = 'a secret of thirty-two characters at least';
const DAY = 86_400_000;

/** The HKU example with these plugins and no others, in a database that is empty. */
export async function applyMessageCampus(
  { pool }: FreshDatabase,
  plugins: Record<string, Record<string, unknown>>,
): Promise<void> {
  const file = parsed(parseCampusFile(exampleText('hku'), 'hku.yaml', ANY_SETTINGS));
  file.plugins = Object.fromEntries(
    Object.entries(plugins).map(([name, settings]) => [name, { enabled: true, settings }]),
  );
  file.devices = [];
  const context = { pool, vault: createVault(SECRET), now: Date.now };
  await applyCampus(context, { file, fileName: 'hku.yaml', env: () => undefined, secretFields: () => [] });
}

/** A node of the hub on that database, which runs the named plugins. */
export async function startMessageHub(
  databaseUrl: string,
  plugins: readonly string[],
  now: () => number = Date.now,
): Promise<RunningHub> {
  const dataDir = await mkdtemp(path.join(tmpdir(), 'gatehouse-messages-'));
  for (const name of plugins) await symlink(path.join(PLUGIN_FOLDER, name), path.join(dataDir, name));
  const config = {
    ...{ host: '127.0.0.1', port: 0, publicUrl: undefined, databaseUrl, dataDir, secret: SECRET },
    ...{ mqttUrl: undefined, mqttPort: 0, redisUrl: undefined, amqpUrl: undefined },
    ...{ logLevel: 'silent', demo: true },
  };
  const log = pino({ level: process.env['TEST_LOG'] ?? 'silent' }, process.stderr);
  const hub = await startHub({
    config,
    databaseUrl,
    secret: SECRET,
    env: {},
    log,
    now,
    pluginFolder: dataDir,
  });
  return {
    ...hub,
    stop: async () => {
      await hub.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/** Asks for messages as a use case would; answers their ids, in no order. An invitation by e-mail but for what is given. */
export async function queueOn(
  { pool }: FreshDatabase,
  ...asks: (Partial<MessageAsk> & Pick<MessageAsk, 'to'>)[]
): Promise<string[]> {
  const prefix = randomUUID();
  const from = Math.ceil(Date.now() / DAY) * DAY;
  const whole = asks.map(
    (ask, index): MessageAsk => ({
      campus: 1,
      kind: 'visit-invitation',
      channel: 'email',
      language: 'en',
      dedupe: `${prefix}-${index}`,
      expires: from + DAY,
      values: {
        visitor: 'Ines Duarte',
        host: 'Chan Siu Ming',
        from,
        until: from + DAY,
        points: ['main-library-gate'],
        visitVersion: 0,
        calendarUid: `${prefix}-${index}`,
      },
      ...ask,
    }),
  );
  await change(pool, 1, (to) => queueMessages(to, createVault(SECRET), whole));
  const { rows } = await pool.query<{ id: string }>('select id from messages where dedupe like $1', [
    `${prefix}-%`,
  ]);
  return rows.map(({ id }) => id);
}

export interface MessageState {
  id: string;
  state: string;
  cause: string | null;
  uncertain: boolean;
  attempt: number;
}

export async function messageStates({ pool }: FreshDatabase): Promise<MessageState[]> {
  const { rows } = await pool.query<MessageState>(
    'select id, state, cause, uncertain, attempt from messages order by id',
  );
  return rows;
}
