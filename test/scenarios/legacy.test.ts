import { expect } from 'chai';
import { eventually } from '../support/eventually.js';
import { startTestHub, type TestHub } from '../support/hub.js';
import { readable } from '../support/readable.js';
import { admin, member, shows } from './steps.js';

const GATE = ['hkust-gz', 'south-gate-1'] as const;
const READER = ['hkust-gz', 'e1-laboratory-reader'] as const;

/** The old system over HTTP, the hub, the gates over MQTT and HTTP. */
describe('the old appointment system beside the hub', () => {
  let town: TestHub;
  before(async () => {
    town = await startTestHub();
    await eventually(() => town.gates.gate(...GATE).view().online);
  });
  beforeEach(() => town.clock.advance(30));
  after(() => town?.stop());

  const old = () => town.demo.services.appointments;
  const slip = (id: string) => {
    const { qr } = old().appointments.find((one) => one.id === id) ?? expect.fail(`no appointment ${id}`);
    return qr;
  };
  const gz = async (path: string) =>
    (await admin(town, 'hkust-gz')).browser.json('GET', `/api/v1/campuses/hkust-gz/${path}`);

  it('a printed code of the old system opens the gate, and the event names its origin', async () => {
    expect(await shows(town, GATE, slip('20391'))).to.equal('grant permitted_by_origin');
    const { body } = await gz('events?limit=1');
    const [event] = body['items'] as Record<string, unknown>[];
    expect(event).to.include({ point: 'south-gate', reason: 'permitted_by_origin', origin: 'legacy' });
    const dump = await town.database.pool.query<{ text: string }>(
      `select string_agg(events::text, '') || (select string_agg(audit::text, '') from audit) as text from events`,
    );
    expect(readable(dump.rows[0]?.text, ['YYGL|20391', 'LAM, Siu Fong'])).to.deep.equal([]);
  });

  it('it opens over HTTP too, and a request that is repeated is not asked again', async () => {
    const token = town.demo.env['HKUST_GZ_E1_LABORATORY_READER_TOKEN'];
    const path = '/api/v1/campuses/hkust-gz/points/e1-laboratory-door/decisions';
    const decide = async (requestId: string) => {
      const browser = town.person('hkust-gz', 'nobody').browser;
      const headers = { authorization: `Bearer ${token}` };
      return (await browser.json('POST', path, { code: slip('20391'), requestId }, headers)).body;
    };
    const before = old().asked();
    const first = await decide('slip-1');
    expect(first).to.include({ decision: 'grant', reason: 'permitted_by_origin' });
    expect(await decide('slip-1')).to.deep.equal(first);
    expect(await decide('slip-2')).to.deep.equal(first);
    expect(old().asked()).to.equal(before + 1);
    town.clock.advance(4);
    expect((await decide('slip-3'))['id']).not.to.equal(first['id']);
    expect(old().asked()).to.equal(before + 2);
  });

  it('it opens neither another gate nor on another day, nor on the campus that has no old system', async () => {
    expect(await shows(town, GATE, slip('20392'))).to.equal('deny unreadable');
    expect(await shows(town, GATE, slip('20377'))).to.equal('deny unreadable');
    expect(await shows(town, GATE, slip('20405'))).to.equal('deny unreadable');
    const before = old().asked();
    expect(await shows(town, ['hku', 'chi-wah-gates'], slip('20391'), 'chi-wah-1f')).to.equal(
      'deny unreadable',
    );
    expect(old().asked()).to.equal(before);
  });

  it('our own codes go on as before, and the old system never sees one', async () => {
    const her = await member(town, 'hkust-gz', 'mwang');
    const before = old().asked();
    expect(await shows(town, GATE, await her.code())).to.equal('grant permitted');
    expect(old().asked()).to.equal(before);
  });

  it('a page shows what each gate opened by our codes and by the old system, in each of the campus’s languages', async () => {
    const it = await admin(town, 'hkust-gz');
    for (const [language, title, gate] of [
      ['en', 'Old appointment system', 'South gate'],
      ['zh-Hans', '旧预约系统', '南门人行闸机'],
    ]) {
      const { html } = await it.browser.open(`/hkust-gz/legacy?lang=${language}`);
      expect(html).to.contain(title);
      const row = new RegExp(`<tr><th scope="row">[^<]*${gate}[^<]*</th>(.*?)</tr>`).exec(html)?.[1] ?? '';
      const cells = [...row.matchAll(/<td>([^<]*)<\/td>/g)].map((cell) => cell[1]);
      expect(cells.slice(0, 5), language ?? '').to.deep.equal(['1', '1', '3', '0', '0']);
      expect(cells[5]).to.match(/20\d\d/);
      expect(html).not.to.contain('<script');
    }
  });

  it('that page, the plugins and the jobs lead to each other', async () => {
    const it = await admin(town, 'hkust-gz');
    const pages = ['/hkust-gz/console/plugins', '/hkust-gz/console/jobs', '/hkust-gz/legacy'];
    for (const path of pages) {
      const { html } = await it.browser.open(path);
      const nav = /<nav class="site-nav[ "].*?<\/nav>/s.exec(html)?.[0] ?? '';
      const links = [...nav.matchAll(/href="([^"]*)"( aria-current="page")?/g)];
      expect(links.map((link) => link[1])).to.include.members(pages);
      expect(links.filter((link) => link[2]).map((link) => link[1])).to.deep.equal([path]);
    }
  });

  it('errors, garbage and silence of the old system leave a text unreadable; a dead one is left alone', async () => {
    const texts = ['error', 'garbage', 'hangs'] as const;
    for (const mode of texts) {
      old().set(mode);
      town.clock.advance(4);
      expect(await shows(town, READER, slip('20391')), mode).to.equal('deny unreadable');
    }
    // Four more silences and its breaker opens; what is shown then costs nobody a wait.
    for (let i = 0; i < 4; i += 1) await shows(town, READER, `rubbish ${i}`);
    const before = old().asked();
    old().set('answers');
    for (let i = 0; i < 20; i += 1)
      expect(await shows(town, READER, `more ${i}`)).to.equal('deny unreadable');
    expect(old().asked()).to.equal(before);
  }).timeout(20_000);

  it('without the plugin a foreign text is a rubbish scan again', async () => {
    const it = await admin(town, 'hkust-gz');
    await it.browser.json('PUT', '/api/v1/campuses/hkust-gz/plugins/legacy', { enabled: false });
    town.clock.advance(4);
    expect(await shows(town, GATE, slip('20391'))).to.equal('deny unreadable');
    expect((await it.browser.open('/hkust-gz/legacy')).status).to.equal(404);
    expect((await it.browser.open('/hkust-gz/console/jobs')).html).not.to.contain('/hkust-gz/legacy');
  });
});
