import { expect } from 'chai';
import type { PageRead } from '../../../bin/tour/browser.js';
import type { Person } from '../../../bin/tour/person.js';
import { admin, member, shows } from '../../scenarios/steps.js';
import { eventually } from '../../support/eventually.js';
import { startTestHub, type TestHub } from '../../support/hub.js';

const PEOPLE = '/hku/console/people';
const GATE = ['hku', 'main-library-gate-1'] as const;

describe('people, messages and the audit in the console', () => {
  let town: TestHub;
  let desk: Person;
  let office: Person;
  let auditor: Person;
  const signedIn = async (loginName: string, to: string): Promise<Person> => {
    const person = town.person('hku', loginName);
    await person.signIn(town.demo.password, to);
    return person;
  };
  before(async () => {
    town = await startTestHub();
    office = await admin(town, 'hku');
    desk = await signedIn('ccheung', PEOPLE);
    auditor = await signedIn('dmak', '/hku/console/audit');
  });
  after(() => town?.stop());

  const search = async (text: string, by = desk): Promise<PageRead> =>
    by.browser.submit(await by.browser.open(`${PEOPLE}?lang=en`), { text });
  const pathOf = async (loginName: string): Promise<string> => {
    const { html } = await search(loginName);
    const [, path = ''] = /href="(\/hku\/console\/people\/[0-9a-f-]{36})"/.exec(html) ?? [];
    return path;
  };
  const act = async (path: string, verb: string, by = desk, cause = 'lost_phone'): Promise<PageRead> =>
    by.browser.submit(await by.browser.open(`${path}/${verb}?lang=en`), { cause, note: '' });
  const gateName = (): string => {
    const file = town.hub.context.snapshots.bySlug('hku')?.file;
    return file?.points.find(({ id }) => id === 'main-library-gate')?.name.en ?? 'no such gate';
  };
  const audited = async (action: string) =>
    (
      await town.database.pool.query<{ actor: string; detail: Record<string, unknown> }>(
        'select actor, detail from audit where action = $1 order by id desc limit 1',
        [action],
      )
    ).rows[0];

  it('a help desk finds a caller by name, and no name stands in an address', async () => {
    for (const text of ['clchan', 'H100201', 'ching  Chan', '陳靜琳']) {
      const page = await search(text);
      expect(page.html, text).to.contain('CHAN Ching Lam');
      expect(page.url.pathname + page.url.search).to.equal(PEOPLE);
    }
    expect((await search('chin')).html).to.contain('Nobody was found.');
    const empty = await search(' ');
    expect([empty.status, empty.html.includes('Type a sign-in name')]).to.deep.equal([422, true]);
    for (const [language, title] of Object.entries({ en: 'People', 'zh-Hant': '人員', 'zh-Hans': '人员' })) {
      const page = await desk.browser.open(`${PEOPLE}?lang=${language}`);
      expect(page.html).to.contain(`<h1>${title}</h1>`).and.not.contain('<script');
    }
  });

  it('a caller whose code does not work is told why and whom to ask', async () => {
    const { rows } = await town.database.pool.query<{ person: string }>(
      "select person from credentials where campus = 1 and reason = 'card_not_current' limit 1",
    );
    const page = await desk.browser.open(`${PEOPLE}/${rows[0]?.person}?lang=en`);
    expect(page.html)
      .to.contain('The physical card on record')
      .and.contain('What this person reads')
      .and.contain('Whom to ask');
  });

  it('a lost phone: the help desk freezes and logs it out with a reason; codes and every browser on it end', async () => {
    const lost = await member(town, 'hku', 'clchan');
    const shown = await lost.code();
    const path = await pathOf('clchan');
    expect((await desk.browser.open(path)).html).to.contain('clchan&#x27;s phone');
    const asked = await desk.browser.open(`${path}/log-out?lang=en`);
    expect(asked.html).to.contain('Log out the phone of CHAN Ching Lam');
    const without = await desk.browser.submit(asked, { note: 'called from the library' });
    expect(without.status).to.equal(422);
    expect(without.html).to.contain('Choose a reason.').and.contain('called from the library');
    const done = await act(path, 'log-out');
    expect(done.url.pathname + done.url.search).to.equal(`${path}?done=log-out`);
    expect(done.html).to.contain('The phone is logged out').and.contain('No phone is linked.');
    expect(await shows(town, GATE, shown)).to.equal('deny superseded');
    const row = await audited('device.unlinked');
    expect(row?.actor).to.match(/^help_desk:[0-9a-f-]{36}$/);
    expect(row?.detail).to.deep.include({ by: 'help_desk', cause: 'lost_phone', sessions: 1 });
    // Whoever found it: neither its own page nor a new sign-in without the PIN.
    const found = await eventually(async () => {
      const card = await lost.card();
      const page = await lost.browser.open('/hku/portal/linked-device');
      return card.status === 401 && page.html.includes('type="password"') && page;
    });
    expect(found.url.pathname).to.match(/^\/hku\/sign-in\//);
    expect((await lost.link()).status).to.equal(401);
    // She herself, by her PIN, on the next phone.
    expect((await member(town, 'hku', 'clchan').then((next) => next.askCode())).status).to.equal(200);
  });

  it('whoever logs the phone out on the portal stays signed in there, and the phone does not', async () => {
    const phone = await member(town, 'hku', 'clchan');
    const portal = await signedIn('clchan', '/hku/portal/linked-device');
    const page = await portal.browser.open('/hku/portal/linked-device/log-out');
    await portal.browser.submit(page, {});
    expect((await portal.card()).status).to.equal(200);
    expect((await phone.card()).status).to.equal(401);
    await eventually(async () => {
      const back = await phone.browser.open('/hku/portal/linked-device');
      return back.html.includes('type="password"');
    });
  });

  it('freezes and unfreezes with one sentence each; what was done before is said, and changes nothing', async () => {
    const path = await pathOf('clchan');
    expect((await act(path, 'freeze')).html).to.contain('The code is frozen.');
    expect((await act(path, 'freeze')).html).to.contain('held as strongly already');
    expect((await act(path, 'release', desk, 'settled')).html).to.contain('The hold is lifted.');
    const page = await desk.browser.open(path);
    expect(page.html).to.contain('It is settled').and.contain('The phone is lost or stolen');
    // A colleague is named by the role here.
    expect(page.html).to.not.contain('Help desk CHEUNG');
  });

  it('the help desk cannot revoke, sees no places, and cannot give its own right back', async () => {
    const path = await pathOf('clchan');
    const html = (await desk.browser.open(path)).html;
    expect(html).to.not.contain('/revoke"').and.not.contain('decisions=show');
    expect((await act(path, 'revoke')).html).to.contain('Only an administrator can do this.');
    expect((await desk.browser.open(`${path}?decisions=show`)).html).to.not.contain(gateName());
    const own = await pathOf('ccheung');
    expect((await act(own, 'freeze', office, 'investigation')).html).to.contain('The code is frozen.');
    expect((await desk.browser.open(own)).html).to.contain('This is you');
    expect((await act(own, 'release')).html).to.contain('Somebody else has to give you');
    const api = await desk.browser.json(
      'POST',
      `/api/v1/campuses${own.replace('console/people', 'holders')}/release`,
      {
        cause: 'mistake',
      },
    );
    expect(api.body).to.include({ status: 403, code: 'not_yourself' });
    expect((await act(own, 'release', office, 'settled')).html).to.contain('The hold is lifted.');
  });

  it('an admin sees where codes were used, and that she looked stands in the audit', async () => {
    const phone = await member(town, 'hku', 'clchan');
    expect(await shows(town, GATE, await phone.code())).to.equal('grant permitted');
    const path = await pathOf('clchan');
    const page = await office.browser.open(`${path}?decisions=show&lang=en`);
    expect(page.html).to.contain(gateName()).and.contain('Opened').and.contain('superseded');
    expect((await audited('person.decisions_read'))?.actor).to.match(/^admin:/);
  });

  it('a person is nobody on another campus, nor under an id that is none', async () => {
    const path = await pathOf('clchan');
    const elsewhere = await signedIn('itadmin', `${PEOPLE}`);
    for (const other of [path.replace('/hku/', '/hkust-gz/'), `${PEOPLE}/nobody`, `${PEOPLE}/0`]) {
      const { status } = await elsewhere.browser.json('GET', other);
      expect([401, 404], other).to.include(status);
    }
  });

  describe('messages', () => {
    const write = async (state: string, more: string): Promise<string> => {
      const { rows } = await town.database.pool.query<{ id: string }>(
        `insert into messages (campus, kind, channel, state, cause, language, dedupe, expires_at, attempt, content)
         values (1, 'visit-approved', 'email', $1, $2, 'en', gen_random_uuid(), now() + interval '2 days', 2, $3)
         returning id`,
        [state, more, town.hub.context.vault.seal('message', CONTENT)],
      );
      return rows[0]?.id ?? '';
    };
    const CONTENT = JSON.stringify({ to: 'mei.lin@example.org', toName: 'LIN Mei', values: {} });

    it('are listed with state and cause in words, filtered and page by page, and never say to whom', async () => {
      for (let at = 0; at < 51; at += 1) await write('failed', 'mail_refused');
      await write('expired', 'mail_deferred');
      const failed = await desk.browser.open('/hku/console/messages?state=failed&channel=email&lang=en');
      expect(failed.html).to.contain('The mail server refuses the sender').and.not.contain('Too late</span>');
      expect(failed.html).to.not.match(/mei\.lin|LIN Mei/);
      const [, older = ''] = /href="([^"]*cursor[^"]*)"/.exec(failed.html) ?? [];
      const next = await desk.browser.open(older.replaceAll('&amp;', '&').replaceAll('&#x3D;', '='));
      expect(next.html.match(/class="record /g)).to.have.length(1);
      expect((await desk.browser.open('/hku/console/messages?channel=sms&state=failed')).html).to.contain(
        'No message is like that.',
      );
    });

    it('show their recipient masked on their own page, which the audit notes, and go out again on a button', async () => {
      const id = await write('failed', 'mail_refused');
      const page = await desk.browser.open(`/hku/console/messages/${id}?lang=en`);
      expect(page.html).to.contain('m•••@example.org').and.not.contain('mei.lin').and.not.contain('LIN Mei');
      expect((await audited('message.recipient_read'))?.actor).to.match(/^help_desk:/);
      const sent = await desk.browser.submit(page, {});
      expect(sent.url.search).to.equal('?note=retried');
      expect((await audited('message.retried'))?.actor).to.match(/^help_desk:/);
      const { body } = await desk.browser.json(
        'POST',
        `/api/v1/campuses/hku/messages/${await write('accepted', '')}/retry`,
      );
      expect(body).to.include({ status: 409, code: 'message_not_retriable' });
    });
  });

  describe('the audit', () => {
    const API = '/api/v1/campuses/hku/audit';
    const list = async (query: string) => {
      const { body } = await auditor.browser.json('GET', `${API}?${query}`);
      return body as {
        items: { id: string; action: string; actor: string; subject: string }[];
        next: string | null;
      };
    };

    it('tells sentences with names to an admin and with ids to an auditor', async () => {
      const path = await pathOf('clchan');
      const subject = `subject=person:${path.split('/').at(-1)}`;
      const to = (by: Person) => by.browser.open(`/hku/console/audit?${subject}&lang=en`);
      expect((await to(office)).html).to.contain('froze the right to codes of CHAN Ching Lam');
      const read = (await to(auditor)).html;
      expect(read).to.contain('froze the right to codes of').and.not.contain('CHAN Ching Lam');
      expect(read).to.not.contain('href="/hku/console/people');
      expect(read).to.contain('by the beginning of their ids');
      const frozen = '<div><dt>Before</dt><dd>Active</dd></div>';
      expect(read)
        .to.contain(frozen)
        .and.not.match(/<dd>[^<]*(&quot;|[{}])/);
    });

    it('is filtered by what, who, whom and when, by page and interface alike, and read page by page', async () => {
      const all = await list('limit=200');
      for (const [query, fits] of [
        ['family=credential', (one: { action: string }) => one.action.startsWith('credential.')],
        ['actorKind=help_desk', (one: { actor: string }) => one.actor.startsWith('help_desk:')],
        [
          `family=device&actorKind=holder`,
          (one) => /^device\..*/.test(one.action) && one.actor.startsWith('holder:'),
        ],
        [`subject=campus:hku`, (one: { subject: string }) => one.subject === 'campus:hku'],
      ] as [string, (one: (typeof all.items)[number]) => boolean][]) {
        const expected = all.items.filter(fits).map(({ id }) => id);
        expect(expected.length, query).to.be.greaterThan(0);
        const read: string[] = [];
        let cursor = '';
        do {
          const page = await list(`${query}&limit=2${cursor}`);
          read.push(...page.items.map(({ id }) => id));
          cursor = page.next === null ? '' : `&cursor=${page.next}`;
        } while (cursor !== '');
        expect(read, query).to.deep.equal(expected);
      }
      expect((await list('until=2020-01-01T00:00:00Z')).items).to.deep.equal([]);
      for (const bad of ['cursor=nonsense', 'family=Robert%27--', 'from=yesterday', 'subject=x']) {
        const { status } = await auditor.browser.json('GET', `${API}?${bad}`);
        expect(status, bad).to.equal(400);
      }
    });

    it('shows attempts that were refused', async () => {
      await office.browser.json(
        'POST',
        '/api/v1/campuses/hku/points/chi-wah-1f/decisions',
        {},
        {
          authorization: 'Bearer nobody-knows-this-token',
        },
      );
      const page = await auditor.browser.open('/hku/console/audit?family=device&actorKind=device&lang=en');
      expect(page.html).to.contain('An unknown device was refused at The University of Hong Kong.');
    });

    it('is taken away as a table of some days, which the audit notes, and not without days', async () => {
      const day = new Date(Date.now()).toISOString().slice(0, 10);
      const shift = (days: number) =>
        new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10);
      const csv = await auditor.browser.open(
        `/hku/console/audit/export.csv?from=${shift(-1)}&until=${shift(1)}&lang=en`,
      );
      const lines = csv.html.trim().split('\r\n');
      expect(lines[0]).to.match(/Time,Actor,Action,Subject,What happened,Detail$/);
      expect(csv.html).to.contain('credential.frozen').and.not.contain('CHAN Ching Lam');
      expect((await audited('audit.exported'))?.detail).to.include({ rows: lines.length - 2 });
      const without = await auditor.browser.open('/hku/console/audit/export.csv?lang=en');
      expect(without.url.pathname).to.equal('/hku/console/audit');
      const wrong = await auditor.browser.open('/hku/console/audit?from=2026-02-02&until=2026-02-01&lang=en');
      expect(wrong.html).to.contain('The last day lies before the first.');
    });

    it('is neither the help desk’s nor a plain holder’s', async () => {
      for (const path of ['/hku/console/audit', API]) {
        const { status } = await desk.browser.json('GET', path);
        expect(status, path).to.equal(403);
      }
      for (const path of [PEOPLE, '/hku/console/messages']) {
        const { status } = await auditor.browser.json('GET', path);
        expect(status, path).to.equal(403);
      }
    });
  });
});
