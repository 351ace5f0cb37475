import { expect } from 'chai';
import { eventually } from '../support/eventually.js';
import { startTestHub, type TestHub } from '../support/hub.js';
import { admin, member, shows } from './steps.js';

const LIBRARY = ['hku', 'main-library-gate-1'] as const;

describe('plugins per campus', () => {
  let town: TestHub;
  before(async () => {
    town = await startTestHub();
  });
  after(() => town?.stop());

  it('gates disabled for one campus: its devices are answered no more, the other campus goes on', async () => {
    const it = await admin(town, 'hku');
    const put = (enabled: boolean) =>
      it.browser.json('PUT', '/api/v1/campuses/hku/plugins/gates', { enabled });
    expect((await put(false)).body['health']).to.equal('disabled');
    expect(await shows(town, ['hku', 'chi-wah-gates'], 'x', 'chi-wah-1f')).to.match(/^no_answer/);
    expect(await shows(town, LIBRARY, 'x')).to.match(/^no_answer/);
    expect(await shows(town, ['hkust-gz', 'south-gate-1'], 'x')).to.equal('deny unreadable');
    expect((await put(true)).body['health']).to.equal('running');
    const her = await member(town, 'hku', 'clchan');
    await eventually(() => town.gates.gate(...LIBRARY).view().online);
    expect(await shows(town, LIBRARY, await her.code())).to.equal('grant permitted');
  });

  it('shows settings with secrets masked, keeps a masked secret, refuses wrong ones and says where', async () => {
    const it = await admin(town, 'hku');
    const list = await it.browser.json('GET', '/api/v1/campuses/hku/plugins');
    const sso = (list.body['items'] as { name: string; settings: Record<string, unknown> }[]).find(
      ({ name }) => name === 'sso',
    );
    expect(JSON.stringify(list.body)).not.to.contain('gatehouse-directory');
    const path = '/api/v1/campuses/hku/plugins/sso';
    const wrong = await it.browser.json('PUT', path, {
      enabled: true,
      settings: { ...sso?.settings, signIn: 'nowhere' },
    });
    expect(wrong.status).to.equal(422);
    expect(JSON.stringify(wrong.body['errors'])).to.contain('signIn');
    const same = await it.browser.json('PUT', path, {
      enabled: true,
      settings: { ...sso?.settings, bindPassword: 'gatehouse-directory' },
    });
    expect(same.body).to.include({ enabled: true, health: 'running' });
    expect(JSON.stringify(same.body)).not.to.contain('gatehouse-directory');
    const stored = await town.database.pool.query(
      "select settings::text from plugin_settings where campus = 1 and plugin = 'sso'",
    );
    expect(stored.rows[0].settings).to.contain('sealed:').and.not.to.contain('gatehouse-directory');
    const masked = same.body['settings'] as Record<string, unknown>;
    expect((await it.browser.json('PUT', path, { enabled: true, settings: masked })).body['health']).to.equal(
      'running',
    );
    expect((await town.person('hku', 'clchan').signIn(town.demo.password)).path).to.equal('/hku/wallet');
  });

  it('settings cannot read the hub’s own secrets from the environment', async () => {
    const it = await admin(town, 'hku');
    const list = await it.browser.json('GET', '/api/v1/campuses/hku/plugins');
    const sso = (list.body['items'] as { name: string; settings: Record<string, unknown> }[]).find(
      ({ name }) => name === 'sso',
    );
    const settings = { ...sso?.settings, bindPassword: '${env:GATEHOUSE_SECRET}' };
    const refused = await it.browser.json('PUT', '/api/v1/campuses/hku/plugins/sso', {
      enabled: true,
      settings,
    });
    expect(refused.status).to.equal(422);
  });

  it('a secret that an admin does not know cannot be sent to another address', async () => {
    const it = await admin(town, 'hku');
    const list = await it.browser.json('GET', '/api/v1/campuses/hku/plugins');
    const items = list.body['items'] as { name: string; settings: Record<string, unknown> }[];
    const path = '/api/v1/campuses/hku/plugins/sso';
    const before = items.find(({ name }) => name === 'sso')?.settings;
    const elsewhere = { ...before, url: 'ldap://127.0.0.1:9' };
    const kept = await it.browser.json('PUT', path, { enabled: true, settings: elsewhere });
    expect(kept.status).to.equal(422);
    expect((kept.body['errors'] as { path: string }[]).map((error) => error.path)).to.deep.equal([
      'bindPassword',
    ]);
    const sources = [
      { kind: 'soap', url: 'http://127.0.0.1:9/', user: 'gatehouse', password: '${env:HKU_HR_PASSWORD}' },
    ];
    const hcms = '/api/v1/campuses/hku/plugins/hcms';
    expect((await it.browser.json('PUT', hcms, { enabled: true, settings: { sources } })).status).to.equal(
      422,
    );
    const typed = { ...elsewhere, bindPassword: 'another one' };
    expect((await it.browser.json('PUT', path, { enabled: false, settings: typed })).status).to.equal(200);
    const back = { ...before, bindPassword: 'gatehouse-directory' };
    expect((await it.browser.json('PUT', path, { enabled: true, settings: back })).body['health']).to.equal(
      'running',
    );
  });

  it('the plugin page works as a form without script, and the page of events shows decisions with reasons', async () => {
    const it = await admin(town, 'hku');
    await shows(town, LIBRARY, 'not a code');
    expect((await it.browser.open('/hku/console/events')).html).to.contain('unreadable');
    const page = await it.browser.open('/hku/console/plugins');
    expect(page.html).to.contain('gates');
    // Several plugins ask for seconds; this field is the gates' own.
    const ofGates = { enabled: 'yes', 'set:scansPerSecond': '50' };
    const saved = await it.browser.submit(page, { ...ofGates, 'set:answerSeconds': '4' });
    expect(saved.url.search).to.contain('saved=gates');
    const wrong = await it.browser.submit(saved, { ...ofGates, 'set:answerSeconds': 'soon' });
    expect(wrong.status).to.equal(422);
    expect(wrong.html).to.contain('answerSeconds').and.to.contain('a number');
  });

  it('decisions arrive live with their reasons', async () => {
    const it = await admin(town, 'hku');
    const stream = await it.browser.stream('/api/v1/campuses/hku/events/live');
    await stream.chunks.next();
    await shows(town, ['hku', 'chi-wah-gates'], 'rubbish', 'chi-wah-2f');
    const { value } = await stream.chunks.next();
    expect(value).to.contain('"reason":"unreadable"').and.to.contain('chi-wah-2f');
    stream.close();
  });
});
