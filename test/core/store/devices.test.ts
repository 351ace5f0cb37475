import { expect } from 'chai';
import { deviceAddress } from '../../../core/campus-file/words.js';
import { readDevices } from '../../../core/store/devices.js';
import { holdsPolicy } from '../../../core/use-cases/desired-policy.js';
import { type SyncCampus, startSyncCampus } from '../use-cases/sync-campus.js';

const VARIABLE = '${' + 'env:TILL_ADDRESS}';

describe('the address of a device', () => {
  let campus: SyncCampus;
  before(async () => {
    campus = await startSyncCampus();
  });
  after(() => campus.stop());

  const withAddress = async (address: string | undefined, env?: (name: string) => string | undefined) => {
    await campus.apply((file) => {
      for (const device of file.devices) {
        if (device.id !== 'chi-wah-gates') continue;
        if (address === undefined) delete device.address;
        else device.address = address;
      }
    });
    const devices = await readDevices(campus.context.pool, campus.snapshot().campus, env);
    return [...devices.values()].find(({ id }) => id === 'chi-wah-gates');
  };

  it('comes from the campus file, or from the variable that it names on each hub', async () => {
    expect((await withAddress('https://till.campus.test/door'))?.address).to.equal(
      'https://till.campus.test/door',
    );
    const env = (name: string) => (name === 'TILL_ADDRESS' ? 'http://10.0.0.7' : undefined);
    expect((await withAddress(VARIABLE, env))?.address).to.equal('http://10.0.0.7');
  });

  it('that is not set on a hub is an empty one: there is something to hold, and nowhere to call', async () => {
    const device = await withAddress(VARIABLE);
    expect(device?.address).to.equal('');
    expect(device && holdsPolicy(device)).to.equal(true);
  });

  it('is not there for a device that the hub never calls', async () => {
    const device = await withAddress(undefined);
    expect(device).not.to.have.property('address');
    expect(device && holdsPolicy(device)).to.equal(false);
  });

  it('is an http or https address without a password in it, or a variable', () => {
    for (const good of ['http://10.0.0.7', 'https://till.test:8443/x', VARIABLE])
      expect(deviceAddress.safeParse(good).success, good).to.equal(true);
    for (const bad of [
      'till',
      'ftp://till',
      'http://user:word@till',
      '${' + 'env:till}',
      `${VARIABLE}/x`,
      '',
    ])
      expect(deviceAddress.safeParse(bad).success, bad).to.equal(false);
  });
});
