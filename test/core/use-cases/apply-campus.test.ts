import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import { parse, stringify } from 'yaml';
import { applyFiles } from '../../../bin/apply-files.js';
import { generateKeyPair } from '../../../core/codes/keys.js';
import type { Plugin } from '../../../core/host/plugin.js';
import { readNumbers } from '../../../core/store/campuses.js';
import { readKeys } from '../../../core/store/keys.js';
import { createVault } from '../../../core/store/seal.js';
import { publishKeys } from '../../../core/use-cases/publish-keys.js';
import { type FreshDatabase, freshDatabase } from '../../support/database.js';

const EXAMPLE = fileURLToPath(new URL('../../../examples/hku.yaml', import.meta.url));
type Document = { points: { id: string }[]; devices: unknown[]; rules: object[]; [section: string]: unknown };

describe('applying a campus file', () => {
  let database: FreshDatabase;
  let folder: string;
  let text: string;
  const noPlugins: Plugin[] = [];
  const env = new Proxy({}, { get: (_, name) => `value-of-${String(name)}`, has: () => true }) as Record<
    string,
    string
  >;
  const context = () => ({
    pool: database.pool,
    vault: createVault('a secret of this test, long enough'),
    now: Date.now,
  });

  beforeEach(async () => {
    database = await freshDatabase();
    folder = await mkdtemp(path.join(tmpdir(), 'gatehouse-apply-'));
    text = await readFile(EXAMPLE, 'utf8');
  });
  afterEach(async () => {
    await database.drop();
    await rm(folder, { recursive: true, force: true });
  });

  const apply = async (change: (document: Document) => void = () => {}, environment = env) => {
    const document = parse(text) as Document;
    change(document);
    const file = path.join(folder, 'campus.yaml');
    await writeFile(file, stringify(document));
    const applied = await applyFiles(context(), noPlugins, [file], environment, 'ignore');
    return applied[0]?.outcome;
  };
  const everything = async () => {
    const tables = [
      'campuses',
      'campus_feed',
      'feed',
      'audit',
      'points',
      'groups',
      'policy_versions',
      'devices',
      'outbox',
      'plugin_settings',
      'signing_keys',
      'key_lists',
    ];
    const all = await Promise.all(
      tables.map((table) => database.pool.query(`select to_jsonb(t) as row from ${table} t order by 1`)),
    );
    return all.map(({ rows }) => rows);
  };

  it('creates a campus, and a second time changes nothing at all', async () => {
    expect(await apply()).to.equal('created');
    const before = await everything();
    expect(await apply()).to.equal('unchanged');
    expect(await everything()).to.deep.equal(before);
  });

  it('a mistake names file, path, what was expected and what came, and applies nothing', async () => {
    const wrong = apply((document) => {
      document.rules[0] = { ...document.rules[0], points: ['no-such-point'] };
    });
    const said = await wrong.then(
      () => '',
      (error: Error) => error.message,
    );
    expect(said).to.match(/campus\.yaml:\d+: rules\[0\]\.points\[0\]: expected .*, got .*no-such-point/);
    expect((await everything()).every((rows) => rows.length === 0)).to.equal(true);
  });

  it('a device token that is not set applies nothing', async () => {
    const failed = await apply(undefined, {}).then(
      () => '',
      (error: { code?: string }) => error.code,
    );
    expect(failed).to.equal('env_missing');
    expect((await everything()).every((rows) => rows.length === 0)).to.equal(true);
  });

  it('numbers of points are never used again', async () => {
    await apply();
    const before = await readNumbers(database.pool, 1);
    const gone = 'dental-library-gate';
    const last = Math.max(...before.points.values());
    await apply((document) => {
      document.points = document.points.filter(({ id }) => id !== gone);
      document.points.push({ ...(document.points[0] as object), id: 'a-new-gate' });
      for (const rule of document.rules as { points?: string[] }[])
        rule.points = rule.points?.filter((id) => id !== gone) as string[];
    });
    const after = await readNumbers(database.pool, 1);
    expect(after.points.get('a-new-gate')).to.equal(last + 1);
    expect(after.points.get(gone)).to.equal(before.points.get(gone));
    expect(await apply()).to.equal('updated');
    expect((await readNumbers(database.pool, 1)).points).to.deep.equal(after.points);
  });

  it('what an admin changed of a plugin outlives a file that says nothing new of it', async () => {
    await apply();
    await database.pool.query("update plugin_settings set enabled = false where plugin = 'gates'");
    await apply((document) => document.points.pop());
    const { rows } = await database.pool.query("select enabled from plugin_settings where plugin = 'gates'");
    expect(rows).to.deep.equal([{ enabled: false }]);
  });

  it('keeps no token and no secret in clear', async () => {
    await apply();
    const dump = JSON.stringify(await everything());
    expect(dump).not.to.contain('value-of-');
  });

  it('a root key kept outside the hub signs the lists, and without it no list is published', async () => {
    await apply();
    const root = generateKeyPair();
    await publishKeys(context(), 1, 'test', { root: root.privateKey, adopt: true });
    const { keys, signers } = await readKeys(database.pool, context().vault, 1);
    expect(keys.number).to.equal(2);
    expect(signers).to.have.length(1);
    const refused = await publishKeys(context(), 1, 'test', { withdraw: true }).then(
      () => '',
      (error: { code?: string }) => error.code,
    );
    expect(refused).to.equal('root_outside');
    expect((await readKeys(database.pool, context().vault, 1)).signers).to.have.length(1);
  });

  it('the next key is published days before it signs, and signs when the one before ends', async () => {
    await apply();
    const first = (await readKeys(database.pool, context().vault, 1)).signers[0];
    const at = (first?.notAfter ?? 0) - 3 * 86_400;
    const later = { ...context(), now: () => at * 1000 };
    expect((await publishKeys(later, 1, 'test')).added).to.equal(2);
    expect((await publishKeys(later, 1, 'test')).added).to.equal(null);
    const second = (await readKeys(database.pool, context().vault, 1)).signers.find(({ key }) => key === 2);
    expect(second?.notBefore)
      .to.be.greaterThan(at)
      .and.to.be.below(first?.notAfter ?? 0);
  });
});
