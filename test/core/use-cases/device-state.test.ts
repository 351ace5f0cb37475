import { expect } from 'chai';
import { askForMissingPushes } from '../../../core/use-cases/ask-for-push.js';
import { reportApplied } from '../../../core/use-cases/device-state.js';
import { type SyncCampus, startSyncCampus } from './sync-campus.js';

const DEVICE = 'chi-wah-gates';

describe('a device that holds another version than it should', () => {
  let campus: SyncCampus;
  beforeEach(async () => {
    campus = await startSyncCampus();
    await campus.apply((file) => {
      for (const device of file.devices) if (device.id === DEVICE) device.address = 'http://127.0.0.1:1';
    });
    await campus.rows("update outbox set attempt = 1, lease_until = now() + interval '1 hour'");
  });
  afterEach(() => campus.stop());

  const tells = (version: number) => reportApplied(campus.context, campus.snapshot(), DEVICE, version);
  const version = () => campus.snapshot().bundle.version;
  const waiting = () =>
    campus.rows("select payload from outbox where kind = 'push-policy' and attempt = 0 and done_at is null");
  const drifts = () => campus.rows("select detail from audit where action = 'device.drift'");

  it('is pushed to again, though the push that it confirmed has not ended yet', async () => {
    await tells(version());
    await tells(version() + 40);
    expect(await waiting()).to.deep.equal([{ payload: { device: DEVICE } }]);
    expect(await drifts()).to.deep.equal([{ detail: { held: version() + 40, desired: version() } }]);
  });

  it('that was never pushed to is asked for once, and not where a push is near', async () => {
    const missing = () => askForMissingPushes(campus.context, campus.snapshot());
    expect(await missing()).to.equal(0);
    await campus.rows("update outbox set done_at = now() where payload ->> 'device' = $1", [DEVICE]);
    expect(await missing()).to.equal(1);
    expect(await waiting()).to.deep.equal([{ payload: { device: DEVICE } }]);
    expect(await missing()).to.equal(0);
  });

  it('is no drift while a push runs that it has not confirmed, and asked for once however often it tells', async () => {
    await tells(version() - 1);
    expect(await waiting()).to.deep.equal([]);
    await tells(version());
    for (const held of [version() - 1, version(), version() - 1]) await tells(held);
    expect(await waiting()).to.have.length(1);
    expect(await drifts()).to.have.length(1);
  });
});
