import { expect } from 'chai';
import { startTestHub, type TestHub } from '../support/hub.js';
import { admin, member, shows } from './steps.js';

const LIBRARY = ['hku', 'main-library-gate-1'] as const;

describe('who gets a code', () => {
  let town: TestHub;
  before(async () => {
    town = await startTestHub();
  });
  after(() => town?.stop());

  const person = (
    pick: (one: ReturnType<TestHub['demo']['services']['people']>['people'][number]) => boolean,
  ) => {
    const found = town.demo.services.people('hku').people.find((one) => one.demo && pick(one));
    if (!found) throw new Error('the virtual campus has nobody like that');
    return found;
  };
  const cardOf = async (loginName: string) => {
    const somebody = town.person('hku', loginName);
    await somebody.signIn(town.demo.password);
    const { body } = await somebody.card();
    return { somebody, body, page: (await somebody.browser.open('/hku/wallet')).html };
  };

  it('no duty confirmed: no code, and the sentence names the HCMS', async () => {
    const one = person((who) => who.affiliation === 'staff' && !who.dutyConfirmed);
    const { somebody, body, page } = await cardOf(one.loginName);
    expect(body).to.include({ state: 'pending', reason: 'duty_not_confirmed' });
    expect((body['sentence'] as { en: string }).en).to.match(/HCMS/);
    expect(page).to.contain('HCMS');
    expect((await somebody.link()).body['code']).to.equal('credential_pending');
  });

  it('not a current appointee: no code, and the sentence says so', async () => {
    const one = person(({ loginName }) => loginName === 'jhfung');
    const { body } = await cardOf(one.loginName);
    expect(body).to.include({ reason: 'not_current_appointee' });
    expect((body['sentence'] as { en: string }).en).to.match(/appointee/i);
  });

  it('an entity that is not covered: please keep using the physical card', async () => {
    const one = person((who) => who.affiliation === 'staff' && who.entity !== 'HKU');
    const { body } = await cardOf(one.loginName);
    expect(body).to.include({ reason: 'entity_not_covered' });
    expect((body['sentence'] as { en: string }).en).to.match(/physical/i);
  });

  for (const card of ['replaced', 'reported_lost'] as const) {
    it(`card ${card}: the office to contact and the links to report a loss and apply for a new card`, async () => {
      const one = person((who) => who.card === card);
      const { body } = await cardOf(one.loginName);
      expect(body).to.include({ reason: 'card_not_current' });
      expect(body['contact']).to.include({ email: 'scphoto@hku.hk' });
      expect((body['links'] as { id: string }[]).map(({ id }) => id)).to.include.members([
        'report-loss',
        'new-card',
      ]);
    });
  }

  it("a student at the HKU example gets the student page's link", async () => {
    const one = person((who) => who.affiliation === 'student');
    const { body } = await cardOf(one.loginName);
    expect(body).to.include({ reason: 'affiliation_not_covered' });
    expect(JSON.stringify(body['links'])).to.match(/student/i);
  });

  it('HR marks her as left: after one sync no new code, and shown codes are refused by every node', async () => {
    const other = await town.secondNode();
    const who = town.demo.services
      .people('hku')
      .people.find(({ demo, affiliation, dutyConfirmed, card, entity, appointments }) => {
        return (
          !demo &&
          affiliation === 'staff' &&
          dutyConfirmed &&
          card === 'current' &&
          entity === 'HKU' &&
          !appointments[0]?.until
        );
      });
    if (!who) throw new Error('nobody plain');
    const her = await member(town, 'hku', who.loginName);
    const shown = await her.code();
    await town.demo.services
      .hr('hku')
      .change(who.sourceKey, { appointments: [{ from: '2020-01-01', until: '2020-12-31' }] });
    const it = await admin(town, 'hku');
    expect((await it.browser.json('POST', '/api/v1/campuses/hku/pulls', {})).status).to.equal(200);
    expect((await her.askCode()).body['code']).to.equal('credential_revoked');
    expect(await shows(town, LIBRARY, shown)).to.equal('deny credential_revoked');
    // The other node was told nothing by the story: its own write looks at the voids.
    const response = await fetch(`${other.url}/api/v1/campuses/hku/points/chi-wah-1f/decisions`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        authorization: `Bearer ${town.demo.env['HKU_CHI_WAH_GATES_TOKEN']}`,
      },
      body: JSON.stringify({ code: shown, requestId: 'other-node' }),
    });
    expect(await response.json()).to.include({ decision: 'deny', reason: 'credential_revoked' });
  });

  it('a student opens a GZ door in hours, and outside_hours else', async () => {
    const student = await member(town, 'hkust-gz', 'yichen');
    const answers = new Map<string, string>();
    for (const hours of [0, 12]) {
      town.clock.advance(hours * 3600);
      const again = await member(town, 'hkust-gz', 'yichen');
      const day = await shows(
        town,
        ['hkust-gz', 'e1-laboratory-reader'],
        await again.code(),
        'e1-laboratory-door',
      );
      const night = await shows(town, ['hkust-gz', 'w1-reader'], await again.code(), 'w1-night-study-door');
      answers.set(`${hours}`, [day, night].join(', '));
      expect([day, night].sort()).to.deep.equal(['deny outside_hours', 'grant permitted']);
    }
    expect(answers.get('0')).not.to.equal(answers.get('12'));
    expect(student.loginName).to.equal('yichen');
  });
});
