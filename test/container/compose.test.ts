import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect } from 'chai';
import { readConfig, VARIABLES } from '../../core/config/read-config.js';
import { ROOT, readDocument } from '../docs/fenced.js';
import { readCompose } from './compose.js';
import { imageEnvironment } from './dockerfile.js';

const PRIVATE = './.gatehouse/compose';
const PREPARE = path.join(ROOT, 'examples/compose/prepare.mjs');

describe('compose.yaml', () => {
  const { services, volumes, networks } = readCompose();
  const each = Object.entries(services);
  let folder: string;
  before(() => {
    folder = path.join(mkdtempSync(path.join(tmpdir(), 'gatehouse-compose-')), 'private');
    prepare('--host', 'access.example.edu');
  });
  after(() => rmSync(path.dirname(folder), { recursive: true, force: true }));

  const prepare = (...words: string[]) =>
    execFileSync(process.execPath, [PREPARE, ...words, '--out', folder], {
      input: 'token-of-a-gate-0123456789',
      encoding: 'utf8',
      stdio: ['pipe', 'pipe', 'pipe'],
    });
  const hubEnvironment = () => {
    const lines = readFileSync(path.join(folder, 'hub.env'), 'utf8').trim().split('\n');
    const given = Object.fromEntries(
      lines.map((line) => line.split(/=(.*)/s).slice(0, 2) as [string, string]),
    );
    return { ...imageEnvironment(), ...given };
  };
  /** A file or folder of the repository, or of what prepare.mjs writes. */
  const isThere = (name: string) =>
    existsSync(
      name.startsWith(PRIVATE.slice(2)) || name.startsWith(PRIVATE)
        ? path.join(folder, name.replace(/^(\.\/)?\.gatehouse\/compose/, ''))
        : path.join(ROOT, name),
    );

  it('has two hubs that are the same, and no image without a major version', () => {
    expect(services['hub-1']).to.deep.equal(services['hub-2']);
    const foreign = each.filter(([, { build }]) => build === undefined).map(([, { image }]) => image);
    expect(foreign).to.have.length(5);
    expect(foreign.filter((image) => !/:\d+(\.\d+)?$/.test(image))).to.deep.equal([]);
  });

  it('mounts only files that are there or that prepare.mjs writes, and volumes and networks that it names', () => {
    const mounts = each.flatMap(([, one]) => one.volumes.map((mount) => mount.split(':')[0] ?? ''));
    const files = [
      ...mounts.filter((from) => from.startsWith('.')),
      ...each.flatMap(([, one]) => one.env_file),
    ];
    expect(files.filter((name) => !isThere(name))).to.deep.equal([]);
    expect(mounts.filter((from) => !from.startsWith('.') && !(from in volumes))).to.deep.equal([]);
    expect(each.flatMap(([, one]) => one.networks).filter((name) => !(name in networks))).to.deep.equal([]);
  });

  it('waits for what has a health check, or ends', () => {
    const hub = (name: string) => services[name]?.build !== undefined;
    for (const [name, { depends_on }] of each)
      for (const [on, { condition }] of Object.entries(depends_on)) {
        const ends = services[on]?.restart === 'no';
        expect(condition, `${name} on ${on}`).to.equal(
          ends ? 'service_completed_successfully' : 'service_healthy',
        );
        if (!ends) expect(hub(on) || services[on]?.healthcheck, on).to.not.equal(undefined);
      }
  });

  it('publishes the proxy and the broker’s TLS port only', () => {
    const published = each.flatMap(([name, { ports }]) => ports.map((port) => `${name} ${port}`));
    expect(published).to.deep.equal(['proxy 443:8443', 'proxy 80:8080', 'mosquitto 8883:8883']);
    expect(networks['back']?.internal).to.equal(true);
    for (const name of ['postgres', 'redis', 'rabbitmq'])
      expect(services[name]?.networks).to.deep.equal(['back']);
  });

  it('gives hubs an environment that production accepts, with services that are there', () => {
    const env = hubEnvironment();
    expect(Object.keys(env).filter((name) => name !== 'NODE_ENV' && !VARIABLES.includes(name))).to.deep.equal(
      [],
    );
    const config = readConfig(env, false);
    const { databaseUrl, mqttUrl, redisUrl, amqpUrl } = config;
    for (const url of [databaseUrl, mqttUrl, redisUrl, amqpUrl])
      expect(services, url).to.have.property(new URL(url ?? '').hostname);
    expect(mosquittoPorts()).to.include(new URL(mqttUrl ?? '').port);
    expect(config.publicUrl).to.equal('https://access.example.edu');
  });

  it('tells each server the password that the hubs use, and nobody else’s', () => {
    const env = hubEnvironment();
    const password = (name: string) => new URL(env[name] ?? '').password;
    const text = (...names: string[]) => readFileSync(path.join(folder, ...names), 'utf8');
    expect(text('postgres.env')).to.contain(`POSTGRES_PASSWORD=${password('DATABASE_URL')}\n`);
    expect(text('rabbitmq.env')).to.contain(`RABBITMQ_DEFAULT_PASS=${password('AMQP_URL')}\n`);
    expect(text('redis', 'redis.conf')).to.contain(`requirepass ${password('REDIS_URL')}\n`);
    const secrets = ['DATABASE_URL', 'MQTT_URL', 'REDIS_URL', 'AMQP_URL'].map(password);
    expect(new Set([...secrets, env['GATEHOUSE_SECRET']]).size).to.equal(5);
    for (const file of ['postgres.env', 'rabbitmq.env', 'redis/redis.conf', 'mosquitto/passwd'])
      expect(text(file)).to.not.contain(env['GATEHOUSE_SECRET']);
  });

  it('keeps the secrets from everybody else, and never writes them anew', () => {
    expect(statSync(folder).mode & 0o077).to.equal(0);
    expect(statSync(path.join(folder, 'hub.env')).mode & 0o077).to.equal(0);
    const before = hubEnvironment();
    expect(() => prepare('--host', 'other.example.edu')).to.throw('is there already');
    expect(hubEnvironment()).to.deep.equal(before);
  });

  it('adds a gate to the broker once, with its newest token', () => {
    const lines = (file: string) => readFileSync(path.join(folder, 'mosquitto', file), 'utf8').split('\n');
    prepare('--device', 'hku/main-library-gate-1');
    const first = lines('passwd');
    prepare('--device', 'hku/main-library-gate-1');
    const own = (all: string[]) => all.filter((line) => line.startsWith('hku/main-library-gate-1:'));
    expect(own(lines('passwd'))).to.have.length(1);
    expect(own(lines('passwd'))).to.not.deep.equal(own(first));
    expect(lines('passwd').at(0)).to.match(/^gatehouse-hub:\$7\$/);
    expect(lines('gatehouse.acl').filter((line) => line === 'user hku/main-library-gate-1')).to.have.length(
      1,
    );
    expect(() => prepare('--device', 'two words')).to.throw('A device is');
  });

  it('gives the proxy every variable that its configuration names, with the hubs’ ports', () => {
    const named = [...readDocument('examples/compose/haproxy.cfg').matchAll(/"\$\{(\w+)\}"/g)];
    const environment = services['proxy']?.environment ?? {};
    expect(new Set(named.map(([, name]) => name))).to.deep.equal(new Set(Object.keys(environment)));
    const port = imageEnvironment()['PORT'];
    expect([environment['HUB_1'], environment['HUB_2']]).to.deep.equal([`hub-1:${port}`, `hub-2:${port}`]);
  });

  function mosquittoPorts(): string[] {
    const conf = readDocument('examples/compose/mosquitto.conf');
    return [...conf.matchAll(/^listener (\d+)/gm)].map(([, port = '']) => port);
  }
});
