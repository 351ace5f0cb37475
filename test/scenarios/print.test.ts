import { expect } from 'chai';
import { eventually } from '../support/eventually.js';
import { startTestHub, type TestHub } from '../support/hub.js';
import { member } from './steps.js';

const CAMPUS = 'hkust-gz';

describe('printing', () => {
  let town: TestHub;
  before(async () => {
    town = await startTestHub();
  });
  after(() => town?.stop());

  const panel = () => town.gates.panel(CAMPUS, 'library-printer-panel');
  const nextStep = () => town.clock.advance(30);

  it('a panel logs her in by her code and out by log-out', async () => {
    const zhang = await member(town, CAMPUS, 'ruizhang@connect.hkust-gz.edu.cn');
    const answer = await panel().scan(await zhang.code());
    expect(answer).to.include({ decision: 'grant', reason: 'permitted' });
    expect(answer.message).to.match(/，欢迎使用。$/);
    expect(panel().session()).to.deep.include({
      user: 'ruizhang@connect.hkust-gz.edu.cn',
      quotaGroup: { id: 'students', name: '学生' },
    });
    const seen =
      panel()
        .view()
        .facts?.map(({ value }) => value) ?? [];
    expect(seen).to.include('ruizhang@connect.hkust-gz.edu.cn');
    await panel().logOut();
    expect(await panel().look()).to.equal(null);
    await zhang.unlink();
  });

  it('60 s without activity sign her out, a key that she presses does not', async () => {
    const zhang = await member(town, CAMPUS, 'ruizhang@connect.hkust-gz.edu.cn');
    nextStep();
    await panel().scan(await zhang.code());
    town.clock.advance(50);
    expect(await panel().touch()).to.equal(null);
    town.clock.advance(50);
    expect(panel().session()).not.to.equal(null);
    town.clock.advance(15);
    expect(panel().session(), 'by its own clock').to.equal(null);
    expect(await panel().look(), 'by the hub’s').to.equal(null);
    await zhang.unlink();
  });

  it('another code at the panel ends her session and begins the other one', async () => {
    const zhang = await member(town, CAMPUS, 'ruizhang@connect.hkust-gz.edu.cn');
    const professor = await member(town, CAMPUS, 'ruizhang@hkust-gz.edu.cn');
    nextStep();
    panel().loseAnswers = 1;
    await panel().scan(await zhang.code());
    expect(panel().session()?.user).to.equal('ruizhang@connect.hkust-gz.edu.cn');
    await panel().scan(await professor.code());
    expect((await panel().look())?.user).to.equal('ruizhang');
    expect(panel().session()?.quotaGroup?.id).to.equal('staff');
    await zhang.unlink();
    await professor.unlink();
    expect(await panel().touch(), 'her phone was logged out').to.equal('session_ended');
  });

  it('the panels hold the quota groups with the campus’s version', async () => {
    const version = () => town.hub.context.snapshots.bySlug(CAMPUS)?.bundle.version;
    for (const name of ['library-printer-panel', 'e1-printer-panel']) {
      const { held } = town.gates.panel(CAMPUS, name);
      await eventually(() => held.version === version());
      expect(JSON.stringify(held.policy)).to.contain('"pages":200');
    }
  });
});
