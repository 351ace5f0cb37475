import { expect } from 'chai';
import { parseCampusFile } from '../../../core/campus-file/parse.js';
import type { CampusFile } from '../../../core/campus-file/schema.js';
import { Problem } from '../../../core/domain/problem.js';
import { createVault } from '../../../core/store/seal.js';
import { tokenDigest } from '../../../core/store/token.js';
import { addDevice } from '../../../core/use-cases/add-device.js';
import { applyCampus } from '../../../core/use-cases/apply-campus.js';
import { withdrawDevice } from '../../../core/use-cases/withdraw-device.js';
import { type FreshDatabase, freshDatabase } from '../../support/database.js';
import { ANY_SETTINGS, SMALL } from '../campus-file/support.js';

const CAMPUS = 7;

describe('a device beside the campus file', () => {
  let database: FreshDatabase;
  const tokens: Record<string, string> = {};
  beforeEach(async () => {
    database = await freshDatabase();
    Object.assign(tokens, { GATE_1_TOKEN: 'the token of the gate of the file' });
    await apply();
  });
  afterEach(() => database.drop());

  const context = () => ({ pool: database.pool, vault: createVault('a secret of this test'), now: Date.now });
  const apply = (change: (text: string) => string = (text) => text) =>
    applyCampus(context(), {
      file: fileOf(change(SMALL)),
      fileName: 'test',
      env: (name) => tokens[name],
      secretFields: () => [],
    });
  const add = (id: string, more: { points?: string[]; plugin?: string } = {}) =>
    addDevice(database, {
      ...{
        campus: CAMPUS,
        actor: 'operator',
        id,
        plugin: 'gates',
        kind: 'mqtt',
        points: ['hall-gate'],
        name: id,
      },
      ...more,
    });
  const serving = async () => {
    const { rows } = await database.pool.query<{ id: string; points: string[]; digest: string }>(
      `select id, points, encode(token_digest, 'hex') as digest from devices where withdrawn_at is null order by id`,
    );
    return rows;
  };
  const problem = async (work: Promise<unknown>) => {
    const error = await work.then(
      () => undefined,
      (reason: unknown) => reason,
    );
    expect(error).to.be.instanceOf(Problem);
    return (error as Problem).code;
  };
  const secondGate = (text: string) =>
    text
      .replace(
        'kind: gate, name: { en: Gate } }',
        '$&\n  - { id: back-gate, area: hall, kind: gate, name: { en: Back } }',
      )
      .replace(/\n( {2}- \{ id: gate-1[^\n]*)/, '\n$1');

  it('has a token that is told once and kept as its digest', async () => {
    const token = await add('trial');
    expect(token).to.match(/^[\w-]{43}$/);
    const [, trial] = await serving();
    expect(trial).to.deep.equal({
      id: 'trial',
      points: ['hall-gate'],
      digest: tokenDigest(token).toString('hex'),
    });
    const { rows } = await database.pool.query(
      `select actor, detail::text as detail from audit where action = 'device.added'`,
    );
    expect(rows).to.have.length(1);
    expect(JSON.stringify(rows)).not.to.contain(token);
  });

  it('is refused with a wrong id, plugin or point, and where its id serves already', async () => {
    for (const [id, more] of [
      ['Trial', {}],
      ['all', {}],
      ['trial', { plugin: 'catering' }],
      ['trial', { points: ['moon'] }],
      ['trial', { points: [] }],
    ] as const)
      expect(
        await problem(add(id, { ...more, points: [...('points' in more ? more.points : ['hall-gate'])] })),
      ).to.equal('device_invalid');
    expect(await problem(add('gate-1'))).to.equal('device_taken');
    await add('trial');
    expect(await problem(add('trial'))).to.equal('device_taken');
  });

  it('goes on when a changed file is applied, and only what the file dropped is withdrawn', async () => {
    await add('trial');
    await apply((text) =>
      text.replace(/\n {2}- \{ id: gate-1[^\n]*/, ' []').replace('devices:\n', 'devices:'),
    );
    expect((await serving()).map(({ id }) => id)).to.deep.equal(['trial']);
  });

  it('loses the points that leave the file, and its service with the last of them', async () => {
    await apply(secondGate);
    await add('both', { points: ['hall-gate', 'back-gate'] });
    await add('back', { points: ['back-gate'] });
    await apply();
    expect((await serving()).map(({ id, points }) => [id, points])).to.deep.equal([
      ['both', ['hall-gate']],
      ['gate-1', ['hall-gate']],
    ]);
  });

  it('is taken over by a file that knows its token, and by no other', async () => {
    const named = (text: string) =>
      text.replace(/( {2}- \{ id: )gate-1([^\n]*)GATE_1_TOKEN([^\n]*)/, '$&\n$1trial$2TRIAL_TOKEN$3');
    const token = await add('trial');
    tokens['TRIAL_TOKEN'] = 'another token';
    expect(await problem(apply(named))).to.equal('device_taken');
    tokens['TRIAL_TOKEN'] = token;
    await apply(named);
    expect(
      await problem(withdrawDevice(database, { campus: CAMPUS, actor: 'operator', id: 'trial' })),
    ).to.equal('device_not_added');
    await apply();
    expect((await serving()).map(({ id }) => id)).to.deep.equal(['gate-1']);
  });

  it('is withdrawn by command, and comes back with another token', async () => {
    const first = await add('trial');
    const withdraw = () => withdrawDevice(database, { campus: CAMPUS, actor: 'operator', id: 'trial' });
    await withdraw();
    expect(await problem(withdraw())).to.equal('device_not_added');
    const second = await add('trial');
    expect(second).not.to.equal(first);
    expect((await serving()).at(-1)?.digest).to.equal(tokenDigest(second).toString('hex'));
  });
});

function fileOf(text: string): CampusFile {
  const parsed = parseCampusFile(text, 'small.yaml', ANY_SETTINGS);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return parsed.file;
}
