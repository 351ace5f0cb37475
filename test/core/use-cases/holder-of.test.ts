import { expect } from 'chai';
import { decideScan } from '../../../core/use-cases/decide-scan.js';
import { holderOf } from '../../../core/use-cases/holder-of.js';
import { issueCode } from '../../../core/use-cases/issue-code.js';
import { unlinkDevice } from '../../../core/use-cases/unlink-device.js';
import { type SyncCampus, sourceOf, staff, startSyncCampus } from './sync-campus.js';

const POINT = 'chi-wah-1f';

describe('whom a decision let in', () => {
  let campus: SyncCampus;
  let phone: string;
  let person: string;
  before(async () => {
    campus = await startSyncCampus();
    await campus.apply((file) => {
      file.groups.push({ id: 'artists', name: { en: 'Artists' }, members: { unit: ['Faculty of Arts'] } });
    });
    await campus.sync(sourceOf([staff(1)]));
    phone = (await campus.showCode('H1')).token;
    person = await campus.person('H1');
  });
  after(() => campus.stop());

  let requests = 0;
  const scan = async (code?: string) => {
    requests += 1;
    campus.clock.now += 30_000;
    const device = [...campus.snapshot().devices.values()].find(({ id }) => id === 'chi-wah-gates');
    if (!device) throw new Error('no reader');
    const text = code ?? (await issueCode(campus.context, campus.snapshot(), phone)).text;
    const ask = { device, point: POINT, code: text, requestId: `scan-${requests}` };
    return (await decideScan(campus.context, campus.snapshot(), ask)).answer.id;
  };
  const holder = (decision: string, plugin = 'gates') =>
    holderOf(campus.context, campus.snapshot(), plugin, decision);

  it('is told with all groups of the campus, those that no rule names too, and never with the number', async () => {
    const found = await holder(await scan());
    const { subject, ...told } = found ?? { subject: '' };
    expect(told).to.deep.equal({
      ...{
        person,
        displayName: 'Staff 1',
        loginName: 'staff1',
        affiliation: 'staff',
        unit: 'Faculty of Arts',
      },
      ...{ groups: ['staff', 'artists'], stands: true },
    });
    expect(subject).to.match(/^[0-9a-f]{64}$/);
  });

  it('is the same subject at each decision, and another at another plugin', async () => {
    const decisions = [await scan(), await scan()];
    const subjects = await Promise.all(decisions.map(async (one) => (await holder(one))?.subject));
    expect(new Set(subjects).size).to.equal(1);
    for (const device of campus.snapshot().devices.values()) {
      if (device.id === 'chi-wah-gates') expect(await holder(decisions[0] ?? '', 'catering')).to.equal(null);
    }
  });

  it('is nobody for a refusal, at a released point, and for what is no decision', async () => {
    expect(await holder(await scan('rubbish'))).to.equal(null);
    const mode = (to: 'normal' | 'released') =>
      campus.apply((file) => {
        for (const point of file.points) if (point.id === POINT) point.mode = to;
      });
    await mode('released');
    expect(await holder(await scan())).to.equal(null);
    await mode('normal');
    for (const id of ['', 'x', '-1', '99999999', '9'.repeat(30)]) expect(await holder(id)).to.equal(null);
  });

  it('stands no more once the day of the code is over, so that nothing it opened goes on for ever', async () => {
    const decision = await scan();
    expect((await holder(decision))?.stands).to.equal(true);
    const { now } = campus.clock;
    campus.clock.now += 86_400_000;
    expect((await holder(decision))?.stands).to.equal(false);
    campus.clock.now = now;
  });

  it('stands no more once the phone was logged out', async () => {
    const decision = await scan();
    await unlinkDevice(campus.context, campus.snapshot(), person, 'portal');
    expect((await holder(decision))?.stands).to.equal(false);
  });
});
