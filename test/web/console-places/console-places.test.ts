import { expect } from 'chai';
import type { Person } from '../../../bin/tour/person.js';
import { eventually } from '../../support/eventually.js';
import { startTestHub, type TestHub } from '../../support/hub.js';

const PLACES = '/hku/console/places';
const DEVICES = '/hku/console/devices';
const RULES = '/hku/console/rules';

describe('places, devices and rules in the console', () => {
  let town: TestHub;
  const people = new Map<string, Person>();
  before(async () => {
    town = await startTestHub();
    for (const name of ['itadmin', 'ahleung', 'dmak', 'glam', 'ccheung']) {
      const person = town.person('hku', name);
      await person.signIn(town.demo.password, PLACES);
      people.set(name, person);
    }
  });
  after(() => town?.stop());

  const read = async (name: string, path: string) => {
    const person = people.get(name);
    if (!person) throw new Error(`${name} is not signed in`);
    const { status, html } = await person.browser.open(path);
    return { status, html };
  };
  const setState = (device: string, what: string) =>
    town.database.pool.query(`update device_states set ${what} where campus = 1 and device = $1`, [device]);
  const version = () => town.hub.context.snapshots.byNumber(1)?.bundle.version ?? 0;
  /** Every push has been made, so that nothing writes into what a test sets up. */
  const quiet = () =>
    eventually(async () => {
      const { rows } = await town.database.pool.query(
        "select 1 from outbox where kind = 'push-policy' and done_at is null and dead_at is null limit 1",
      );
      return rows.length === 0;
    });

  it('show the tree of areas with each point, its mode in words and the devices that serve it', async () => {
    const { html } = await read('itadmin', PLACES);
    expect(html).to.contain('21 points in 14 areas').and.to.contain('Chi Wah Learning Commons');
    expect(html).to.contain('No device serves it').and.to.contain('Normal');
    expect(html).to.contain(`href="${DEVICES}/chi-wah-gates"`).and.to.contain('Asks for each scan');
    const found = (await read('itadmin', `${PLACES}?q=law+library`)).html;
    expect(found).to.contain('law-library-gate').and.not.to.contain('dental-library-gate');
    const within = (await read('itadmin', `${PLACES}?area=centennial-campus`)).html;
    expect(within).to.contain('chi-wah-1f').and.not.to.contain('main-library-gate');
    expect((await read('itadmin', `${PLACES}?q=%3Cnowhere`)).html).to.contain('No place matches.');
  });

  it('show today’s week where an address asks for one beyond the calendar', async () => {
    for (const week of ['9999-12-31', '0001-01-01', '2026-02-31', 'soon']) {
      const { status, html } = await read('itadmin', `${RULES}/week?point=chi-wah-1f&week=${week}&lang=en`);
      expect(status, week).to.equal(200);
      expect(html, week).not.to.contain('9999').and.not.to.contain('0001-01');
    }
    for (const week of ['2000-01-01', '2099-12-31'])
      expect((await read('itadmin', `${RULES}/week?week=${week}`)).status, week).to.equal(200);
  });

  it('show an owner of areas those of hers, and nothing of others by any address', async () => {
    const places = (await read('glam', PLACES)).html;
    expect(places).to.contain('main-library-gate').and.not.to.contain('law-library-gate');
    expect(places).not.to.contain('value="law-library"');
    expect(places).to.contain('<option value="">All my areas</option>').and.not.to.contain('Whole campus');
    expect((await read('itadmin', PLACES)).html).to.contain('<option value="">Whole campus</option>');
    for (const [language, said] of [
      ['zh-Hant', '我負責的所有區域'],
      ['zh-Hans', '我负责的所有区域'],
    ] as const)
      expect((await read('glam', `${PLACES}?lang=${language}`)).html).to.contain(said);
    await read('glam', `${PLACES}?lang=en`);
    const devices = (await read('glam', DEVICES)).html;
    expect(devices).to.contain('Main Library gate 1').and.not.to.contain('Chi Wah gates');
    expect((await read('glam', `${DEVICES}/main-library-gate-1`)).status).to.equal(200);
    expect((await read('glam', `${DEVICES}/chi-wah-gates`)).status).to.equal(404);
    const rules = (await read('glam', RULES)).html;
    expect(rules).to.contain('id="rule-staff-library-corner"').and.not.to.contain('id="rule-staff-chi-wah"');
    const week = (await read('glam', `${RULES}/week?point=law-library-gate`)).html;
    expect(week).not.to.contain('id="chart"').and.not.to.contain('Who may pass here?');
    expect(week).not.to.contain('value="law-library-gate"');
  });

  it('are open to the roles that they are for', async () => {
    const status = async (name: string, path: string) => (await read(name, path)).status;
    for (const path of [PLACES, DEVICES, `${DEVICES}/chi-wah-gates`])
      expect([await status('ahleung', path), await status('ccheung', path)], path).to.deep.equal([200, 403]);
    for (const path of [RULES, `${RULES}/week`]) {
      const found = [
        await status('dmak', path),
        await status('ahleung', path),
        await status('ccheung', path),
      ];
      expect(found, path).to.deep.equal([200, 403, 403]);
    }
  });

  it('say of each device whether it still goes by an older policy', async () => {
    await quiet();
    const calm = (await read('itadmin', DEVICES)).html;
    expect(calm).to.contain('have confirmed it.').and.to.contain('1 device asks for each scan.');
    await setState('cym-canteen-till', `applied_version = ${version() - 1}`);
    await setState('gourmet-asia-till', 'applied_version = null, seen_at = null, online = false');
    await setState('union-restaurant-till', "applied_version = 0, problem = 'till_unreachable'");
    await town.database.pool.query(
      `insert into audit (campus, actor, action, subject, detail)
       values (1, 'device:union-restaurant-till', 'device.drift', 'device:union-restaurant-till', $1)`,
      [{ held: 0, desired: version() }],
    );
    const { html } = await read('itadmin', `${DEVICES}?show=behind`);
    const rows = html.split('id="device-').slice(1);
    const told = rows.map((row) => [
      row.split('"')[0],
      />(Behind|Drifted|Never seen|Confirmed)</.exec(row)?.[1],
    ]);
    expect(told).to.deep.equal([
      ['cym-canteen-till', 'Behind'],
      ['gourmet-asia-till', 'Never seen'],
      ['union-restaurant-till', 'Drifted'],
    ]);
    const problem = (await read('itadmin', `${DEVICES}?show=problem`)).html;
    expect(problem).to.contain('till_unreachable').and.not.to.contain('id="device-cym-canteen-till"');
    const drifted = (await read('dmak', `${DEVICES}/union-restaurant-till`)).html;
    expect(drifted).to.contain('Told another version than it should hold').and.not.to.contain('Push again');
  });

  it('an admin has a device pushed to again, sees it in the history, and never a token or an address', async () => {
    await quiet();
    const path = `${DEVICES}/cym-canteen-till`;
    await setState('cym-canteen-till', `applied_version = ${version() - 1}`);
    const it1 = people.get('itadmin');
    if (!it1) throw new Error('nobody');
    const done = await it1.browser.submit(await it1.browser.open(path), {});
    expect(done.html).to.contain('A push is on its way.');
    const html = await eventually(async () => {
      const page = await read('itadmin', path);
      return page.html.includes('Confirmed the policy in force') && page.html;
    });
    expect(html).to.contain('A push was asked for').and.to.contain('an administrator');
    const secrets = [
      town.demo.env['HKU_CYM_CANTEEN_TILL_TOKEN'],
      town.demo.env['HKU_CYM_CANTEEN_TILL_ADDRESS'],
    ];
    for (const secret of secrets) expect(secret && html.includes(secret)).to.equal(false);
    const refused = await people.get('ahleung')?.browser.json('POST', `${path}/push`, {});
    expect(refused?.status).to.equal(403);
  });

  it('tell each rule as a sentence, and the week that the rules make at a place', async () => {
    const { html } = await read('dmak', RULES);
    expect(html).to.contain('Staff may pass everything in Chi Wah Learning Commons at any time.');
    expect(html).to.contain('From the campus file hku.yaml').and.to.contain('gatehouse apply hku.yaml');
    expect((await read('dmak', `${RULES}?q=visitors`)).html).to.contain('One rule');
    const hant = (await read('dmak', `${RULES}?lang=zh-Hant`)).html;
    expect(hant).to.contain('教職員隨時可通過智華館內所有通行點。');
    const week = (await read('dmak', `${RULES}/week?lang=en&point=cym-canteen&group=staff`)).html;
    expect(week.match(/<rect class="open" x="0" y="0" width="1440"/g)).to.have.length(7);
    expect(week).to.match(/Staff<\/a><\/th><td>at any time/);
    expect(week).to.contain('Not let in by the group alone: Staff of the Main Library and Visitors.');
    const none = (await read('dmak', `${RULES}/week?point=cym-canteen&group=visitors`)).html;
    expect(none).to.contain('No rule names these groups here.').and.not.to.contain('class="open"');
  });
});
