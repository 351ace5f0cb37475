// Writes what compose.yaml needs and what is nobody's business into .gatehouse/compose/: random secrets, and a
// certificate of its own for a trial. Nothing that is there already is changed.
//
//   node examples/compose/prepare.mjs --host access.example.edu
//   node examples/compose/prepare.mjs --device hku/main-library-gate-1     reads the gate's token from standard input
import { execFileSync } from 'node:child_process';
import { pbkdf2Sync, randomBytes } from 'node:crypto';
import { appendFileSync, copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';

const { values } = parseArgs({
  options: {
    host: { type: 'string' },
    device: { type: 'string' },
    out: { type: 'string', default: path.resolve(import.meta.dirname, '../../.gatehouse/compose') },
  },
});
const at = (...names) => path.join(values.out, ...names);

if (values.device) addDevice(values.device, readFileSync(0, 'utf8').trim());
else if (values.host) prepare(values.host);
else fail('--host <name> or --device <campus>/<device> is needed.');

function prepare(host) {
  if (!/^[a-z0-9.-]+$/i.test(host)) fail('--host is a name such as access.example.edu.');
  if (existsSync(at('hub.env'))) fail(`${at('hub.env')} is there already; the secrets in it are in use.`);
  for (const folder of ['tls', 'mosquitto', 'redis']) mkdirSync(at(folder), { recursive: true });
  // Containers run as users of their own and have to read what is mounted; this folder keeps everybody else out.
  execFileSync('chmod', ['700', values.out]);
  const secrets = Object.fromEntries(
    ['secret', 'postgres', 'mosquitto', 'redis', 'rabbitmq', 'metrics'].map((name) => [name, random()]),
  );
  const template = readFileSync(path.join(import.meta.dirname, 'hub.env.example'), 'utf8');
  const env = template.replace(/<(\w+)>/g, (_, name) => ({ ...secrets, host })[name]);
  writeFileSync(at('hub.env'), env.replace(/^#.*\n/gm, ''), { mode: 0o600 });
  const postgres = `POSTGRES_USER=gatehouse\nPOSTGRES_DB=gatehouse\nPOSTGRES_PASSWORD=${secrets.postgres}\n`;
  writeFileSync(at('postgres.env'), postgres, { mode: 0o600 });
  const rabbitmq = `RABBITMQ_DEFAULT_USER=gatehouse\nRABBITMQ_DEFAULT_PASS=${secrets.rabbitmq}\n`;
  writeFileSync(at('rabbitmq.env'), rabbitmq, { mode: 0o600 });
  const redis = `requirepass ${secrets.redis}\nappendonly yes\nmaxmemory-policy noeviction\n`;
  writeFileSync(at('redis', 'redis.conf'), redis);
  copyFileSync(
    path.resolve(import.meta.dirname, '../../plugins/gates/mosquitto.acl'),
    at('mosquitto', 'gatehouse.acl'),
  );
  writeFileSync(at('mosquitto', 'passwd'), passwordLine('gatehouse-hub', secrets.mosquitto));
  certificate(host);
  process.stdout.write(
    `Written to ${values.out}. Keep a copy of hub.env apart from the database's backups: without GATEHOUSE_SECRET they cannot be read.\n`,
  );
}

/** A pattern of the rules knows the whole user name, so each device has two lines of its own. */
function addDevice(device, token) {
  const campus = /^([a-z0-9-]+)\/[a-z0-9-]+$/.exec(device)?.[1];
  if (!campus || token.length < 16)
    fail('A device is <campus>/<device>; its token comes from standard input.');
  const known = readFileSync(at('mosquitto', 'passwd'), 'utf8').split('\n');
  const others = known
    .filter((line) => line !== '' && !line.startsWith(`${device}:`))
    .map((line) => `${line}\n`);
  writeFileSync(at('mosquitto', 'passwd'), others.join('') + passwordLine(device, token));
  if (others.length < known.length - 1) return;
  const topics = ['all', 'group'].map((to) => `topic read gatehouse/v1/${campus}/${to}/#\n`);
  appendFileSync(at('mosquitto', 'gatehouse.acl'), `\nuser ${device}\n${topics.join('')}`);
}

/** As mosquitto_passwd writes it: PBKDF2 with SHA-512. */
function passwordLine(user, password) {
  const salt = randomBytes(12);
  const hash = pbkdf2Sync(password, salt, 101, 64, 'sha512');
  return `${user}:$7$101$${salt.toString('base64')}$${hash.toString('base64')}\n`;
}

/** One that browsers warn of; put the real one (certificate, chain, key) in its place. */
function certificate(host) {
  if (existsSync(at('tls', 'site.pem'))) return;
  const ask = [
    'req',
    '-x509',
    '-newkey',
    'ec',
    '-pkeyopt',
    'ec_paramgen_curve:prime256v1',
    '-nodes',
    '-days',
    '90',
  ];
  const name = ['-subj', `/CN=${host}`, '-addext', `subjectAltName=DNS:${host}`];
  const files = ['-keyout', at('tls', 'key.pem'), '-out', at('tls', 'certificate.pem')];
  execFileSync('openssl', [...ask, ...name, ...files], { stdio: 'ignore' });
  const both = ['certificate.pem', 'key.pem'].map((file) => readFileSync(at('tls', file), 'utf8'));
  writeFileSync(at('tls', 'site.pem'), both.join(''));
}

function random() {
  return randomBytes(32).toString('base64url');
}

function fail(sentence) {
  process.stderr.write(`prepare: ${sentence}\n`);
  process.exit(1);
}
