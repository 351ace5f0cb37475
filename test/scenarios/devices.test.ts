import { expect } from 'chai';
import mqtt from 'mqtt';
import { eventually } from '../support/eventually.js';
import { startTestHub, type TestHub } from '../support/hub.js';

describe('a device speaks for its own points only', () => {
  let town: TestHub;
  before(async () => {
    town = await startTestHub();
  });
  after(() => town?.stop());

  const ask = async (path: string, token: string | null) => {
    const response = await fetch(`${town.hub.url}/api/v1/campuses/${path}/decisions`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(token === null ? {} : { authorization: `Bearer ${token}` }),
      },
      body: JSON.stringify({ code: 'x', requestId: `r-${path.replaceAll('/', '.')}` }),
    });
    return { status: response.status, ...((await response.json()) as { code?: string }) };
  };
  const refusals = async () => {
    const { rows } = await town.database.pool.query<{ actor: string; subject: string; cause: string }>(
      "select actor, subject, detail->>'cause' as cause from audit where action = 'device.refused' order by id",
    );
    return rows;
  };
  const token = (name: string) => town.demo.env[`${name}_TOKEN`] ?? '';

  it('its token at another point is refused and audited', async () => {
    const answer = await ask('hku/points/main-library-gate', token('HKU_CHI_WAH_GATES'));
    expect(answer).to.include({ status: 403, code: 'point_not_yours' });
    expect((await refusals()).at(-1)).to.deep.equal({
      actor: 'device:chi-wah-gates',
      subject: 'point:main-library-gate',
      cause: 'point_not_yours',
    });
  });

  it('its token on another campus is refused and audited', async () => {
    const answer = await ask('hkust-gz/points/south-gate', token('HKU_CHI_WAH_GATES'));
    expect(answer).to.include({ status: 401, code: 'device_unknown' });
    expect((await refusals()).at(-1)).to.include({ subject: 'campus:hkust-gz', cause: 'unknown_token' });
  });

  it('no token is refused and audited', async () => {
    expect(await ask('hku/points/chi-wah-1f', null)).to.include({ status: 401, code: 'device_unknown' });
    expect((await refusals()).at(-1)).to.include({ cause: 'no_token' });
  });

  it('an old token is refused after a new one was applied, and the new one is answered', async () => {
    const { applyFiles } = await import('../../bin/apply-files.js');
    const old = token('HKU_CHI_WAH_GATES');
    const env = { ...town.demo.env, HKU_CHI_WAH_GATES_TOKEN: 'a-new-token-of-the-same-reader' };
    const applied = await applyFiles(town.hub.context, town.hub.host.plugins, town.demo.files, env);
    expect(applied.map(({ outcome }) => outcome)).to.deep.equal(['updated', 'unchanged']);
    await town.hub.context.snapshots.follow();
    expect(await ask('hku/points/chi-wah-1f', old)).to.include({ status: 401, code: 'device_unknown' });
    expect(await ask('hku/points/chi-wah-1f', env.HKU_CHI_WAH_GATES_TOKEN)).to.include({ status: 200 });
  });

  it('by MQTT, too: another device’s topic carries nothing and the attempt is audited', async () => {
    const client = await mqtt.connectAsync(town.hub.address('mqtt'), {
      username: 'hku/library-corner-door-1',
      password: token('HKU_LIBRARY_CORNER_DOOR_1'),
      reconnectPeriod: 0,
      clientId: 'thief',
    });
    const heard: string[] = [];
    client.on('message', (topic) => heard.push(topic));
    client.on('error', () => {});
    const at = new Date(town.clock.now()).toISOString();
    const expires = new Date(town.clock.now() + 5000).toISOString();
    const scan = JSON.stringify({ id: 'stolen', point: 'main-library-gate', code: 'x', at, expires });
    client.publish('gatehouse/v1/hku/main-library-gate-1/scan', scan, { qos: 1 });
    await eventually(async () => {
      const { rows } = await town.database.pool.query(
        "select 1 from audit where actor = 'device:library-corner-door-1'",
      );
      return rows.length > 0;
    });
    const { rows } = await town.database.pool.query("select 1 from events where request_id = 'stolen'");
    expect(rows).to.deep.equal([]);
    expect(heard).to.deep.equal([]);
    await client.endAsync(true);
  });

  it('a pushed policy is acknowledged with its version', async () => {
    const held = await eventually(async () => {
      const { rows } = await town.database.pool.query<{ applied: number; desired: number }>(
        `select applied_version as applied, desired_version as desired from device_states
         where campus = 1 and device = 'main-library-gate-1' and applied_version = desired_version`,
      );
      return rows[0];
    });
    expect(held.applied).to.equal(town.gates.gate('hku', 'main-library-gate-1').view().policyVersion);
  });
});
