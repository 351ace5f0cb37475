import { expect } from 'chai';
import { type PushPort, startPushPort } from '../../../simulators/support/push-port.js';
import type { DeviceHub } from '../../support/device-hub.js';
import { eventually } from '../../support/eventually.js';
import { attachDevice, factsOf, type PushedDevice, untilFacts } from '../../support/pushed-device.js';
import { LUNCH, SETTINGS, startCanteen } from './canteen.js';

describe('prices on a till', () => {
  let port: PushPort;
  let till: PushedDevice;
  let canteen: DeviceHub;
  before(async () => {
    port = await startPushPort();
    till = attachDevice(port, 'till-0', SETTINGS.pushToken, 'east');
    canteen = await startCanteen({
      devices: [
        { id: 'till-0', point: 'east', address: port.address('small_till_0') },
        { id: 'till-1', point: 'west' },
      ],
    });
  });
  after(async () => {
    await canteen?.stop();
    await port?.stop();
  });

  const version = () => canteen.hub.context.snapshots.byNumber(7)?.bundle.version ?? 0;
  const holds = () =>
    untilFacts(canteen, 'till-0', ({ applied, problem }) => applied === version() && problem === null);
  /** New settings, so that there is something to push. */
  const change = (more: object = {}) => canteen.configure({ ...SETTINGS, ...more });
  const lunchAt = (staff: number) => ({ periods: [{ ...LUNCH, prices: { ...LUNCH.prices, staff } }] });
  const problem = (code: string) => untilFacts(canteen, 'till-0', (facts) => facts.problem === code);

  it('come without anybody asking, with points, hours and periods, and the hub knows the version', async () => {
    await holds();
    expect(await factsOf(canteen, 'till-0')).to.include({ online: true, desired: version() });
    expect(till.held.policy).to.deep.include({
      ...{ version: version(), timeZone: 'Asia/Hong_Kong', currency: 'HKD' },
      priceGroups: ['staff', 'students'],
      periods: [{ ...LUNCH, days: ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'], points: [] }],
    });
    expect(till.held.policy?.points.map(({ id }) => id)).to.deep.equal(['east']);
  });

  it('changed in the console reach it as a new version, and never the old ones under it', async () => {
    const before = version();
    till.puts.length = 0;
    for (const staff of [43, 44, 45]) await change(lunchAt(staff));
    expect(version()).to.equal(before + 3);
    await holds();
    for (const put of till.puts) {
      const [period] = put['periods'] as (typeof LUNCH)[];
      expect(period?.prices.staff).to.equal(42 + Number(put['version']) - before);
    }
    expect(till.held.version).to.equal(before + 3);
  });

  it('changed in the campus file reach it as a new version, too', async () => {
    const before = version();
    await canteen.apply((file) => {
      file.plugins['catering'] = { enabled: true, settings: { ...SETTINGS, ...lunchAt(46) } };
    });
    expect(version()).to.equal(before + 1);
    await holds();
    expect(JSON.stringify(till.held.policy)).to.contain('"staff":46');
  });

  it('saved once more without a change are no new version', async () => {
    await change(lunchAt(47));
    const before = version();
    await change(lunchAt(47));
    expect(version()).to.equal(before);
  });

  it('are refused under a wrong push token, taken under the right one', async () => {
    await change({ ...lunchAt(48), pushToken: 'another one' });
    await problem('device_refused');
    await change(lunchAt(49));
    await holds();
  });

  it('are pushed again when a till refused, hung or went on with the old ones', async () => {
    let staff = 50;
    for (const [mode, code] of [
      ['refuse', 'device_refused'],
      ['hang', 'device_unreachable'],
      ['old_version', 'gate_drifted'],
    ] as const) {
      staff += 1;
      till.held.mode = mode;
      await change({ ...lunchAt(staff), pushSeconds: 0.1 });
      await problem(code);
      till.held.mode = 'take';
      await holds();
      expect(till.held.version).to.equal(version());
    }
  });

  it('that an old backup brought back are found, audited and pushed again; on a new till, too', async () => {
    for (const [held, seen] of [
      [1, 1],
      [null, 0],
    ] as const) {
      await change({ watchSeconds: 1, keepDays: 50 + seen });
      await holds();
      await eventually(async () => {
        // Once more where a push that was still on its way took the old version's place before anybody looked.
        if (till.held.version === version()) till.held.driftTo(held);
        return drifted({ held: seen, desired: version() });
      });
      await eventually(() => till.held.version === version());
    }
  });

  async function drifted(detail: object): Promise<boolean> {
    const { rows } = await canteen.database.pool.query(
      "select 1 from audit where action = 'device.drift' and detail = $1::jsonb",
      [JSON.stringify(detail)],
    );
    return rows.length > 0;
  }

  it('a till without an address holds nothing and is told nothing', async () => {
    expect(await factsOf(canteen, 'till-1')).to.equal(null);
  });

  it('an address whose variable is not set shows as a till that cannot be reached', async () => {
    await canteen.apply((file) => {
      for (const device of file.devices)
        if (device.id === 'till-0') device.address = '${' + 'env:NOWHERE_ADDRESS}';
    });
    await problem('device_unreachable');
  });
});
