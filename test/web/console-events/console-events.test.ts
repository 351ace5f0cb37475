import { expect } from 'chai';
import type { Person } from '../../../bin/tour/person.js';
import { MinuteCounter } from '../../../core/store/events-minutes.js';
import { member } from '../../scenarios/steps.js';
import { eventually } from '../../support/eventually.js';
import { startTestHub, type TestHub } from '../../support/hub.js';

const LANGUAGES = ['en', 'zh-Hant', 'zh-Hans'] as const;
const API = '/api/v1/campuses/hku/events';

describe('the console’s overview and events', function () {
  this.timeout(180_000);
  let town: TestHub;
  let it1: Person;
  /** Owner of the main library, and of nothing else. */
  let owner: Person;
  let guard: Person;
  let helpDesk: Person;
  let member1: Person;

  before(async () => {
    town = await startTestHub();
    const staff = async (name: string) => {
      const person = town.person('hku', name);
      await person.signIn(town.demo.password, '/hku/console');
      return person;
    };
    it1 = await staff('itadmin');
    owner = await staff('glam');
    guard = await staff('ahleung');
    helpDesk = await staff('ccheung');
    member1 = await member(town, 'hku', 'clchan');
  });
  after(() => town?.stop());

  const chiWah = (text: string) => town.gates.gate('hku', 'chi-wah-gates').scan(text, 'chi-wah-2f');
  const page = async (who: Person, path: string) => (await who.browser.open(path)).html;
  const newest = async (
    who: Person,
    query = '',
  ): Promise<{ id: string; reason: string; point: string }[]> => {
    const { body } = await who.browser.json('GET', `${API}?${query}`);
    return (body['items'] ?? []) as never;
  };

  it('a granted code is explained step by step, by the rule that allowed it, in three languages', async () => {
    const { decision } = await chiWah(await member1.code());
    expect(decision).to.equal('grant');
    const [event] = await newest(it1);
    const said = {
      en: [
        'The signature was good',
        'The rule staff-chi-wah allowed it on',
        'Staff may pass everything in Chi Wah Learning Commons at any time.',
      ],
      'zh-Hant': ['簽署正確', '規則 staff-chi-wah 於', '教職員隨時可通過智華館內所有通行點。'],
      'zh-Hans': ['签名正确', '规则 staff-chi-wah 在', '教职员随时可通过'],
    };
    for (const language of LANGUAGES) {
      const html = await page(it1, `/hku/console/events/${event?.id}?lang=${language}`);
      for (const text of said[language].slice(0, 2)) expect(html, language).to.contain(text);
    }
    expect(await page(it1, `/hku/console/events/${event?.id}?lang=en`)).to.contain(said.en[2]);
  });

  it('a code used twice was refused by its single use, which leads to the decision that used it', async () => {
    town.clock.advance(60);
    const code = await member1.code();
    const first = await chiWah(code);
    town.clock.advance(4);
    const second = await chiWah(code);
    expect([first.decision, second.reason]).to.deep.equal(['grant', 'already_used']);
    const [refused, granted] = await newest(it1);
    const html = await page(it1, `/hku/console/events/${refused?.id}?lang=en`);
    expect(html).to.contain('a code opens a point once').and.contain(`/hku/console/events/${granted?.id}"`);
  });

  it('names nobody; an admin may go on to the person, which the audit notes, and a guard may not', async () => {
    const [event] = await newest(it1, 'reason=already_used');
    const path = `/hku/console/events/${event?.id}`;
    const looked = async () => {
      const { rows } = await town.database.pool.query<{ actor: string; subject: string }>(
        `select actor, subject from audit where action = 'person.decisions_read' order by id`,
      );
      return rows;
    };
    for (const [who, goesOn] of [
      [it1, true],
      [guard, false],
    ] as const) {
      const html = await page(who, `${path}?lang=en`);
      expect(html).not.to.contain('CHAN Ching Lam');
      expect(html, 'no id of a person').not.to.match(/console\/people\/[0-9a-f-]{36}/);
      expect(html.includes(`${path}?holder&#x3D;show`)).to.equal(goesOn);
    }
    expect((await guard.browser.open(`${path}?holder=show`)).status).to.equal(403);
    expect(await looked(), 'nobody has looked').to.deep.equal([]);
    const gone = await it1.browser.open(`${path}?holder=show`);
    expect(gone.html).to.contain('CHAN Ching Lam');
    const [row, ...others] = await looked();
    expect(others).to.deep.equal([]);
    expect(row?.actor).to.match(/^admin:/);
    expect(gone.url.pathname).to.equal(`/hku/console/people/${row?.subject.replace('person:', '')}`);
    const refused = await helpDesk.browser.open(path);
    expect(refused.status).to.equal(403);
  });

  it('an old decision whose rules are gone says so calmly', async () => {
    const [event] = await newest(it1, 'reason=permitted');
    await town.database.pool.query(
      `insert into events (campus, point, device, request_id, at, outcome, reason, rule, version, handle, step)
       select campus, point, device, 'of-old', at, 'deny', 'outside_hours', rule, 0, handle, 7 from events where id = $1`,
      [event?.id],
    );
    const [old] = await newest(it1, 'reason=outside_hours');
    const html = await page(it1, `/hku/console/events/${old?.id}?lang=en`);
    expect(html).to.contain('The rules that decided are not kept any more');
  });

  it('an owner of areas sees the decisions at her points and no other, on every way to them', async () => {
    await town.gates.gate('hku', 'main-library-gate-1').scan('not a code of ours');
    await chiWah('nor is this');
    const library = await eventually(async () =>
      (await newest(owner)).find(({ reason }) => reason === 'unreadable'),
    );
    expect(new Set((await newest(owner)).map(({ point }) => point))).to.deep.equal(
      new Set(['main-library-gate']),
    );
    const [foreign] = await newest(it1, 'point=chi-wah-2f');
    expect(await newest(owner, 'point=chi-wah-2f')).to.deep.equal([]);
    const list = await page(owner, '/hku/console/events?lang=en');
    expect(list).to.contain(`/events/${library.id}"`).and.not.contain(`/events/${foreign?.id}"`);
    expect(list, 'nor is a place of others named').not.to.contain('chi-wah-2f');
    expect((await owner.browser.open(`/hku/console/events/${foreign?.id}`)).status).to.equal(404);
    expect((await owner.browser.open(`/hku/console/events/${library.id}`)).status).to.equal(200);
  });

  it('a search by every field finds what fits, and keeps what was typed', async () => {
    const day = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Hong_Kong' }).format(town.clock.now());
    const query = `point=chi-wah-2f&device=chi-wah-gates&outcome=deny&reason=already_used&from=${day}T00%3A00&until=`;
    const html = await page(guard, `/hku/console/events?${query}&lang=en`);
    expect(html.match(/badge-deny/g)).to.have.length(1);
    expect(html).to.contain('<option value="already_used" selected>').and.contain(`value="${day}T00:00"`);
    expect(html).not.to.contain('live-decisions');
    const none = await page(guard, '/hku/console/events?reason=lockdown&lang=en');
    expect(none).to.contain('No decision fits.');
  });

  it('a time that is none is shown beside its field, and nothing is searched', async () => {
    const wrong = await guard.browser.open('/hku/console/events?from=yesterday&reason=nonsense&lang=en');
    expect(wrong.status).to.equal(422);
    expect(wrong.html).to.contain('Enter a day and a time').and.contain('Choose one of the list.');
    expect(wrong.html).to.contain('id="from-error"').and.contain('No decision fits.');
  });

  it('an event that is not there, or whose address is none, is not found', async () => {
    for (const id of ['999999999', 'x', '1e9', '-1']) {
      expect((await it1.browser.open(`/hku/console/events/${id}`)).status, id).to.equal(404);
    }
    expect((await it1.browser.open('/hku/console/events?before=999999999')).status).to.equal(400);
  });

  const tile = (html: string, id: string): string =>
    new RegExp(`data-now="${id}"[\\s\\S]*?</li>`).exec(html)?.[0] ?? '';

  it('the overview counts decisions and tells of the campus, in three languages', async () => {
    const titles = { en: 'Overview', 'zh-Hant': '概覽', 'zh-Hans': '概览' };
    for (const language of LANGUAGES) {
      expect(await page(it1, `/hku/console?lang=${language}`)).to.contain(`<h1>${titles[language]}</h1>`);
    }
    const counter = new MinuteCounter(town.database.pool);
    const html = await eventually(async () => {
      await counter.count();
      const shown = await page(it1, '/hku/console?lang=en');
      return tile(shown, 'decisions').includes('>6</span>') && shown;
    });
    expect(tile(html, 'decisions')).to.contain('4 refused');
    expect(html)
      .to.contain('2 granted and 4 refused, 6 in all')
      .and.contain('Not readable, please try again');
    expect(tile(html, 'gates')).to.match(/\d of 2</);
    expect(tile(html, 'plugins')).to.contain('7 of 7').and.contain('href="/hku/console/plugins"');
    expect(tile(html, 'pulls')).to.contain('hcms/');
  });

  it('the overview names the gate that is away and the device that holds an older version', async () => {
    await town.database.pool.query(
      `update device_states set online = false where device = 'main-library-gate-1'`,
    );
    await town.database.pool.query(
      `update device_states set applied_version = 0 where device = 'cym-canteen-till'`,
    );
    const html = await page(it1, '/hku/console/overview/now?lang=en');
    expect(tile(html, 'gates')).to.contain('Main Library gate 1').and.contain('offline since');
    expect(tile(html, 'behind')).to.contain('CYM Canteen till').and.contain('holds version 0 of');
  });

  it('the overview tells an owner her points’ numbers only, and links nobody where she may not go', async () => {
    const mine = await page(owner, '/hku/console?lang=en');
    expect(mine).to.contain('0 granted and 1 refused, 1 in all');
    expect(tile(mine, 'gates')).to.contain('Main Library gate 1');
    expect(tile(mine, 'behind')).not.to.contain('Canteen');
    for (const id of ['jobs', 'plugins', 'pulls', 'messages']) expect(tile(mine, id)).to.equal('');
    const desk = await page(helpDesk, '/hku/console?lang=en');
    expect(tile(desk, 'decisions')).not.to.contain('href');
    expect(tile(desk, 'plugins')).not.to.contain('href');
    expect(tile(desk, 'messages')).to.contain('href="/hku/console/messages"');
  });

  it('the nav names the pages of who looks, says which one it is, and the foot as whom', async () => {
    const html = await page(guard, '/hku/console/events?lang=en');
    expect(html).to.contain('<a href="/hku/console/events" aria-current="page">').and.contain('(guard)');
    expect(html).not.to.contain('/hku/console/audit');
  });
});
