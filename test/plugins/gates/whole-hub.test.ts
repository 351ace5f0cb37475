import { expect } from 'chai';
import { readDeviceStates } from '../../../core/store/device-states.js';
import { until } from '../../core/jobs/until.js';
import { startTestHub, type TestHub } from '../../support/hub.js';

const LIBRARY = ['hku', 'main-library-gate-1'] as const;
const LABORATORY = ['hkust-gz', 'e1-laboratory-reader'] as const;

describe('simulated gates at the whole hub', () => {
  let town: TestHub;
  before(async () => {
    town = await startTestHub();
  });
  after(() => town?.stop());

  const snapshot = (slug: string) => {
    const found = town.hub.context.snapshots.bySlug(slug);
    if (!found) throw new Error(`no campus ${slug}`);
    return found;
  };
  const stateOf = async ([slug, device]: readonly [string, string]) =>
    (await readDeviceStates(town.database.pool, snapshot(slug).campus, device)).get(device);
  const version = () => snapshot('hku').bundle.version;

  it('hold the current policy without anybody asking, and the hub knows it', async () => {
    const gate = town.gates.gate(...LIBRARY);
    await until(() => gate.view().policyVersion === version(), 'the gate holds the policy');
    await until(async () => {
      const state = await stateOf(LIBRARY);
      return state?.online && state.applied === version() && state.problem === null;
    }, 'the hub knows it');
  });

  it('are known to be away when their cable is pulled, and to be back', async () => {
    const gate = town.gates.gate(...LIBRARY);
    await gate.goOffline();
    await until(async () => (await stateOf(LIBRARY))?.online === false, 'the hub knows that it is away');
    await gate.comeBack();
    await until(async () => (await stateOf(LIBRARY))?.online === true, 'the hub knows that it is back');
  });

  it('over HTTP are answered like those over MQTT, and are pushed nothing', async () => {
    const [mqtt, http] = [town.gates.gate(...LIBRARY), town.gates.gate(...LABORATORY)];
    expect(mqtt.view().kind).to.equal('mqtt');
    expect(http.view().kind).to.equal('http');
    for (const gate of [mqtt, http]) {
      expect(await gate.scan('rubbish')).to.include({ decision: 'deny', reason: 'unreadable' });
    }
    expect((await stateOf(LABORATORY))?.desired ?? null).to.equal(null);
  });
});
