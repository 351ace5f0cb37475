import { expect } from 'chai';
import { startTestHub, type TestHub } from '../support/hub.js';
import { member, shows } from './steps.js';

const LIBRARY = ['hku', 'main-library-gate-1'] as const;

describe('one phone at a time', () => {
  let town: TestHub;
  before(async () => {
    town = await startTestHub();
  });
  after(() => town?.stop());

  it('a second phone is refused until the first is logged out, and then the first one’s codes are refused', async () => {
    const first = await member(town, 'hku', 'clchan');
    const shown = await first.code();
    const second = town.person('hku', 'clchan');
    await second.signIn(town.demo.password);
    expect((await second.link()).body['code']).to.equal('another_phone_linked');
    expect((await second.unlink()).status).to.equal(204);
    expect(await shows(town, LIBRARY, shown)).to.equal('deny superseded');
    expect((await first.askCode()).status).to.equal(401);
    expect((await second.link()).status).to.equal(201);
    expect(await shows(town, LIBRARY, await second.code())).to.equal('grant permitted');
  });

  it('two phones that link in the same instant: one is linked', async () => {
    const phones = await Promise.all(
      [1, 2, 3, 4].map(async () => {
        const phone = town.person('hku', 'itadmin');
        await phone.signIn(town.demo.password);
        return phone;
      }),
    );
    const statuses = await Promise.all(phones.map(async (phone) => (await phone.link()).status));
    expect(statuses.sort()).to.deep.equal([201, 409, 409, 409]);
  });

  it('linking needs every notice as it stands now', async () => {
    const person = town.person('hku', 'itadmin');
    await person.signIn(town.demo.password);
    await person.unlink();
    const linked = await person.browser.json('POST', '/api/v1/campuses/hku/me/devices', {
      label: 'x',
      accepted: {},
    });
    expect(linked.status).to.equal(409);
    expect(linked.body['code']).to.equal('notices_not_accepted');
    expect(linked.body['notices']).to.be.an('array').that.is.not.empty;
  });

  it('codes issued while the phone is logged out never open anything', async () => {
    const first = await member(town, 'hku', 'itadmin');
    const remote = town.person('hku', 'itadmin');
    await remote.signIn(town.demo.password);
    const [answers] = await Promise.all([
      Promise.all(Array.from({ length: 10 }, () => first.askCode())),
      remote.unlink(),
    ]);
    for (const { body } of answers) {
      if (typeof body['text'] !== 'string') continue;
      expect(await shows(town, LIBRARY, body['text'])).to.match(/^deny (superseded|already_used)$/);
    }
  });
});
