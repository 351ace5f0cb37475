import { expect } from 'chai';
import { formFields, secretFields } from '../../../core/host/settings-form.js';
import { printUser } from '../../../plugins/printers/session-view.js';
import { settings } from '../../../plugins/printers/settings.js';
import { type PushPort, startPushPort } from '../../../simulators/support/push-port.js';
import type { DeviceHub } from '../../support/device-hub.js';
import { attachDevice, type PushedDevice, untilFacts } from '../../support/pushed-device.js';
import { SETTINGS, startPrintRoom } from './print-room.js';

describe('quota groups on a panel', () => {
  let port: PushPort;
  let panel: PushedDevice;
  let room: DeviceHub;
  before(async () => {
    port = await startPushPort();
    panel = attachDevice(port, 'first-panel', SETTINGS.pushToken, 'first');
    room = await startPrintRoom({
      devices: [{ id: 'first-panel', point: 'first', address: port.address('small_first_panel') }],
    });
  });
  after(async () => {
    await room?.stop();
    await port?.stop();
  });

  const version = () => room.hub.context.snapshots.byNumber(7)?.bundle.version ?? 0;
  const holds = () => untilFacts(room, 'first-panel', ({ applied }) => applied === version());

  it('come with a version that the panel confirms, and name no campus group', async () => {
    await holds();
    expect(panel.held.policy).to.deep.include({
      version: version(),
      idleSeconds: 60,
      quotaGroups: [
        { id: 'staff', name: { en: 'Staff', 'zh-Hant': '教職員' } },
        { id: 'everybody', name: { en: 'Everybody' }, pages: 100 },
      ],
    });
  });

  it('changed in the console reach it as a new version', async () => {
    const before = version();
    await room.configure({ ...SETTINGS, idleSeconds: 30 });
    await holds();
    expect(panel.held.version).to.equal(before + 1);
    expect(panel.held.policy?.['idleSeconds']).to.equal(30);
  });

  it('that the panel did not take are no confirmed version', async () => {
    panel.held.mode = 'old_version';
    await room.configure({ ...SETTINGS, idleSeconds: 40 });
    const { applied } = await untilFacts(room, 'first-panel', (facts) => facts.problem === 'gate_drifted');
    expect(applied).to.equal(version() - 1);
    panel.held.mode = 'take';
    await holds();
  });
});

describe('the settings of the printers', () => {
  it('are drawn as a form in three languages, with one secret', () => {
    for (const { title } of formFields(settings)) expect(title).to.have.all.keys('en', 'zh-Hant', 'zh-Hans');
    expect(secretFields(settings)).to.deep.equal([['pushToken']]);
    expect(settings.parse({})).to.include({ idleSeconds: 60, keepDays: 7 });
  });

  it('refuse a group or an affiliation that is there twice', () => {
    const twice = { ...SETTINGS, quotaGroups: [...SETTINGS.quotaGroups, ...SETTINGS.quotaGroups] };
    expect(settings.safeParse(twice).success).to.equal(false);
    const suffixes = [...SETTINGS.userNames, ...SETTINGS.userNames];
    expect(settings.safeParse({ ...SETTINGS, userNames: suffixes }).success).to.equal(false);
  });

  it('give nobody without a login name a print user name', () => {
    expect(printUser(settings.parse(SETTINGS), { loginName: null, affiliation: 'student' })).to.equal(null);
  });
});
