import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import { applyFiles } from '../../bin/apply-files.js';
import { PLUGIN_FOLDER } from '../../bin/plugin-folder.js';
import { loadPlugins } from '../../core/host/load-plugins.js';
import { startTestHub, type TestHub } from '../support/hub.js';
import { member, shows } from './steps.js';

const EXAMPLE = fileURLToPath(new URL('../../examples/hku.yaml', import.meta.url));
const CORNER = ['hku', 'library-corner-door-1'] as const;
const SOUTH_GATE = ['hkust-gz', 'south-gate-1'] as const;
const HOUR = 3_600_000;
/** Hong Kong and Guangzhou keep UTC+8 the whole year. */
const LOCAL = 8 * HOUR;

/** Lines of the published services (docs/services.md) that no other test proves. */
describe('the published services', () => {
  let town: TestHub;
  before(async () => {
    town = await startTestHub();
  });
  after(() => town?.stop());

  /** Goes on to the next moment at which it is `hour` o'clock on both campuses. */
  const goTo = (hour: number) => {
    const sinceMidnight = (town.clock.now() + LOCAL) % (24 * HOUR);
    town.clock.advance(((hour * HOUR - sinceMidnight + 24 * HOUR) % (24 * HOUR)) / 1000);
  };
  const read = async (address: string) => (await fetch(`${town.hub.url}${address}`)).text();

  it('the overnight area opens to staff at night and not by day, to the library’s own staff at any hour', async () => {
    const answers: string[] = [];
    for (const hour of [21, 12]) {
      goTo(hour);
      const staff = await member(town, 'hku', 'clchan');
      const librarian = await member(town, 'hku', 'itadmin');
      answers.push(await shows(town, CORNER, await staff.code()));
      answers.push(await shows(town, CORNER, await librarian.code()));
    }
    expect(answers).to.deep.equal([
      'grant permitted',
      'grant permitted',
      'deny outside_hours',
      'grant permitted',
    ]);
  });

  it('staff and students pass a campus gate by MQTT, by day and by night', async () => {
    for (const hour of [3, 15]) {
      goTo(hour);
      for (const loginName of ['yichen', 'gzadmin']) {
        const person = await member(town, 'hkust-gz', loginName);
        expect(await shows(town, SOUTH_GATE, await person.code())).to.equal('grant permitted');
      }
    }
  });

  it('each notice is read on the form that links a phone, and its acceptance is kept with its version', async () => {
    for (const [campus, loginName, notices] of [
      ['hku', 'clchan', ['not-an-identity-proof', 'personal-use', 'sharing-leads-to-revocation']],
      ['hkust-gz', 'gzadmin', ['no-screen-capture', 'no-forwarding']],
    ] as const) {
      const person = town.person(campus, loginName);
      await person.signIn(town.demo.password);
      await person.unlink();
      const form = (await person.browser.open(`/${campus}/wallet?lang=en`)).html;
      for (const id of notices) expect(form).to.contain(`value="${id}@1"`);
      expect((await person.link('Notices')).status).to.equal(201);
    }
    const { rows } = await town.database.pool.query(
      "select accepted from linked_devices where label = 'Notices'",
    );
    expect(rows.map(({ accepted }) => accepted)).to.have.deep.members([
      { 'not-an-identity-proof': 1, 'personal-use': 1, 'sharing-leads-to-revocation': 1 },
      { 'no-screen-capture': 1, 'no-forwarding': 1 },
    ]);
  });

  it('who to ask and where to write stand on the public, the sign-in and the wallet page of each campus', async () => {
    for (const [campus, loginName, lines] of [
      ['hku', 'clchan', ['3917 0123', 'ithelp@hku.hk', 'duty staff of the canteen', 'Ideas and feedback']],
      ['hkust-gz', 'gzadmin', ['(020) 8833 0101', 'gzit@hkust-gz.edu.cn', 'gzsecurity@hkust-gz.edu.cn']],
    ] as const) {
      const person = town.person(campus, loginName);
      await person.signIn(town.demo.password);
      for (const html of [
        await read(`/${campus}/premises?lang=en`),
        (await town.person(campus, loginName).browser.open(`/${campus}/sign-in?lang=en`)).html,
        (await person.browser.open(`/${campus}/wallet?lang=en`)).html,
      ])
        for (const line of lines) expect(html).to.contain(line);
    }
  });

  it('a point that a campus file adds is on the premises page and opens, with no restart', async () => {
    const point =
      '  - { id: chi-wah-3f, area: jockey-club-tower, kind: gate, name: { en: New gates on 3/F } }\n';
    const text = (await readFile(EXAMPLE, 'utf8'))
      .replace('groups:\n', `${point}\ngroups:\n`)
      .replace('points: [chi-wah-ground, ', 'points: [chi-wah-3f, chi-wah-ground, ');
    const folder = await mkdtemp(path.join(tmpdir(), 'gatehouse-services-'));
    try {
      const file = path.join(folder, 'hku.yaml');
      await writeFile(file, text);
      await applyFiles(town.hub.context, await loadPlugins(PLUGIN_FOLDER), [file], town.demo.env);
      await town.hub.context.snapshots.follow();
    } finally {
      await rm(folder, { recursive: true });
    }
    const premises = await read('/hku/premises?lang=en');
    expect(premises).to.contain('New gates on 3/F').and.to.contain('From 18 January 2027');
    const staff = await member(town, 'hku', 'clchan');
    const response = await fetch(`${town.hub.url}/api/v1/campuses/hku/points/chi-wah-3f/decisions`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        authorization: `Bearer ${town.demo.env['HKU_CHI_WAH_GATES_TOKEN']}`,
      },
      body: JSON.stringify({ code: await staff.code(), requestId: 'new-point' }),
    });
    expect(await response.json()).to.include({ decision: 'grant', reason: 'permitted' });
  });
});
