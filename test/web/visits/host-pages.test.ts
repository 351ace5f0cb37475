import { expect } from 'chai';
import type { PageRead } from '../../../bin/tour/browser.js';
import type { Person } from '../../../bin/tour/person.js';
import { eventually } from '../../support/eventually.js';
import { startTestHub, type TestHub } from '../../support/hub.js';
import { CAMPUS, readEnglish, windowFields } from './form-fields.js';

const BASE = `/${CAMPUS}/visits`;

describe('pages of hosts and approvers', () => {
  let hub: TestHub;
  let host: Person;
  let student: Person;
  let approver: Person;

  before(async () => {
    hub = await startTestHub();
    [host, student, approver] = (await Promise.all(
      ['lgao', 'yichen', 'mwang'].map(async (name) => {
        const person = hub.person(CAMPUS, name);
        await readEnglish(person.browser);
        await person.signIn(hub.demo.password, BASE);
        return person;
      }),
    )) as [Person, Person, Person];
  });
  after(() => hub?.stop());

  const fill = (contact: string, over: Record<string, string> = {}) => ({
    ...{ name: 'Ada Guest', way: 'foreign', contact, organisation: '', language: 'en' },
    ...windowFields(hub.clock.now(), 60),
    ...{ points: 'south-gate', purpose: 'Talk' },
    ...over,
  });
  const invite = async (contact: string, over: Record<string, string> = {}): Promise<PageRead> =>
    host.browser.submit(await host.browser.open(`${BASE}/new`), fill(contact, over));
  const idOf = ({ url }: PageRead) => url.pathname.split('/').at(-1) ?? '';

  it('a form that is sent twice is one visit', async () => {
    const form = await host.browser.open(`${BASE}/new`);
    const first = await host.browser.submit(form, fill('twice@visitors.test'));
    const second = await host.browser.submit(form, fill('twice@visitors.test'));
    expect(first.url.pathname).to.match(/\/visits\/[0-9a-f-]{36}$/);
    expect(second.url.pathname).to.equal(first.url.pathname);
    const { html } = await host.browser.open(BASE);
    expect(html.match(/t•••@visitors\.test/g)).to.have.length(1);
  });

  it('a form with mistakes comes back with what was typed, and each mistake beside its field', async () => {
    const typed = { name: 'Ada "the" <Guest>', fromDay: '2026-13-45', untilTime: '', contact: 'nobody' };
    const { status, html } = await invite('', typed);
    expect(status).to.equal(422);
    expect(html).to.contain('value="Ada &quot;the&quot; &lt;Guest&gt;"').and.to.contain('value="nobody"');
    expect(html).to.contain('id="contact-error"').and.to.contain('href="#contact"');
    expect(html).to.contain('id="from-error"').and.to.contain('Give a day and a time');
    const { html: narrow } = await invite('ok@visitors.test', { purpose: '' });
    expect(narrow).to.contain('id="purpose-error"').and.not.to.contain('id="contact-error"');
  });

  it('a visit of somebody else is not there, and an approver sees it without what only its host may do', async () => {
    const path = `${BASE}/${idOf(await invite('other@visitors.test'))}`;
    const stranger = await student.browser.open(path);
    expect(stranger.status).to.equal(404);
    expect(stranger.html).to.contain('There is no such visit').and.not.to.contain('Ada Guest');
    const seen = await approver.browser.open(path);
    expect(seen.html).to.contain('Ada Guest').and.to.contain(`action="${path}/decision"`);
    expect(seen.html).not.to.contain(`${path}/change`).and.not.to.contain('name="visitor"');
    const form = await approver.browser.open(`${path}/change`);
    const later = { ...windowFields(hub.clock.now(), 120), points: 'south-gate' };
    const refused = await approver.browser.submit(form, later);
    expect(refused.status).to.equal(403);
    expect(refused.html).to.contain('Not your visit');
  });

  it('an approver declines with a note, and the host reads it', async () => {
    const path = `${BASE}/${idOf(await invite('declined@visitors.test'))}`;
    const page = await approver.browser.open(path);
    const done = await approver.browser.submit(page, { note: 'The hall is closed', approve: 'no' });
    expect(done.html).to.contain('The visit is declined');
    const { html } = await host.browser.open(path);
    expect(html).to.contain('Not approved').and.to.contain('The hall is closed');
    // A second approver who was late is told so calmly.
    const late = await approver.browser.submit(page, { note: '', approve: 'yes' });
    expect(late.status).to.equal(409);
    expect(late.html).to.match(/This visit has ended|Decided already/);
  });

  it('an approver sees who comes from where, and decides on what the page showed, not on what the host made of it since', async () => {
    const made = await invite('org@visitors.test', { organisation: 'Oporto Locks', name: 'Rui Faro' });
    const path = `${BASE}/${idOf(made)}`;
    const list = await approver.browser.open('/hkust-gz/console/visits');
    const [card = ''] = list.html.split('waiting-visit').filter((one) => one.includes(path));
    for (const needed of [
      'Rui Faro',
      'Oporto Locks',
      'o•••@visitors.test',
      'Talk',
      'South gate',
      'Asked for by',
    ])
      expect(card).to.contain(needed);
    const page = await approver.browser.open(path);
    const later = { ...windowFields(hub.clock.now(), 36 * 60), points: 'north-gate' };
    await host.browser.submit(await host.browser.open(`${path}/change`), later);
    const stale = await approver.browser.submit(page, { approve: 'yes' });
    expect(stale.status).to.equal(409);
    expect(stale.html).to.contain('Changed in the meantime');
    const fresh = await approver.browser.submit(await approver.browser.open(path), { approve: 'yes' });
    expect(fresh.html).to.contain('The visit is approved');
  });

  it('one member of a group is taken off the list, and only its host sends messages again', async () => {
    const window = windowFields(hub.clock.now(), 60);
    const fields = { groupName: 'Choir', groupSize: '3', ...window, purpose: 'Song', points: 'south-gate' };
    const made = await host.browser.submit(await host.browser.open(`${BASE}/new-group`), fields);
    const path = `${BASE}/${idOf(made)}`;
    const api = `/api/v1/campuses/${CAMPUS}`;
    await approver.browser.submit(await approver.browser.open(path), { approve: 'yes' });
    const { body } = await host.browser.json('POST', `${api}/visits/${idOf(made)}/links`, {});
    const token = String(body['url']).split('/').at(-1);
    for (const [name, contact] of [
      ['Ana Reis', 'ana@visitors.test'],
      ['Bea Luz', 'bea@visitors.test'],
    ]) {
      const member = { token, name, contact, way: 'foreign', language: 'en' };
      await host.browser.json('POST', `${api}/group/members`, member);
    }
    const before = await host.browser.open(path);
    expect(before.html.match(/Cancel Ana Reis|Cancel Bea Luz/g)).to.have.length(2);
    const away = /action="([^"]+\/cancel)"><button[^>]*Cancel Ana Reis/.exec(before.html)?.[1] ?? '';
    const sure = await host.browser.open(away);
    expect(sure.html).to.contain('Cancel Ana Reis?');
    const done = await host.browser.submit(sure, { note: '' });
    expect(done.html).to.contain('The visitor is off the list').and.to.contain('1 of 3 registered');
    expect(done.html).to.contain('Cancel Bea Luz');
    expect(done.html).not.to.contain('Cancel Ana Reis');
    expect((await student.browser.open(away)).status).to.equal(404);
    const message = formTo(`${path}/messages/${idOf(made)}`);
    expect((await approver.browser.submit({ ...done, html: message }, {})).status).to.equal(403);
    expect((await host.browser.submit({ ...done, html: message }, {})).status).to.equal(404);
  });

  it('a student makes no group and approves nothing, by page or by post', async () => {
    const { status, html } = await student.browser.open(`${BASE}/new-group`);
    expect(status).to.equal(403);
    expect(html).to.contain('Staff only');
    expect(html).not.to.contain('/console/visits"').and.not.to.contain('/new-group"');
    const page = await student.browser.open('/hkust-gz/console/visits');
    expect(page.status).to.equal(403);
    expect(page.html).not.to.contain('Approve');
    const form = await host.browser.open(`${BASE}/new-group`);
    const fields = {
      groupName: 'Club',
      groupSize: '3',
      ...windowFields(hub.clock.now(), 60),
      purpose: 'Tour',
    };
    const refused = await student.browser.submit(form, { ...fields, points: 'south-gate' });
    expect(refused.status).to.equal(403);
    expect(refused.html).to.contain('Staff only');
  });

  it('changes a visit to another time, which its page then shows', async () => {
    const path = `${BASE}/${idOf(await invite('13800007007', { way: 'mainland' }))}`;
    const form = await host.browser.open(`${path}/change`);
    const later = windowFields(hub.clock.now(), 24 * 60);
    const done = await host.browser.submit(form, { ...later, points: 'north-gate' });
    expect(done.html).to.contain('The visit is changed').and.to.contain('North gate');
    expect(done.html).to.contain(later.fromTime);
    const backwards = { ...later, untilDay: later.fromDay, untilTime: later.fromTime };
    const wrong = await host.browser.submit(form, { ...backwards, points: 'north-gate' });
    expect(wrong.status).to.equal(422);
    expect(wrong.html).to.contain('id="until-error"').and.to.contain('must end after it begins');
  });

  it('a message that failed says why, and only its own visit’s page sends it again', async () => {
    const path = `${BASE}/${idOf(await invite('13800008008', { way: 'mainland' }))}`;
    const message = await eventually(async () => {
      const { rows } = await hub.database.pool.query<{ id: string }>(
        `update messages set state = 'uncertain', cause = 'delivery_uncertain', content = '\\x00'
         where visit = $1 and state in ('accepted', 'delivered') returning id`,
        [path.split('/').at(-1)],
      );
      return rows[0]?.id;
    });
    const page = await host.browser.open(path);
    expect(page.html).to.contain('Not certain that the message arrived').and.to.contain('The line broke');
    expect(page.html).to.contain(`action="${path}/messages/${message}"`);
    const elsewhere = `${BASE}/${idOf(await invite('else@visitors.test'))}/messages/${message}`;
    const strange = await host.browser.submit({ ...page, html: formTo(elsewhere) }, {});
    expect(strange.status).to.equal(404);
    const again = await host.browser.submit({ ...page, html: formTo(`${path}/messages/${message}`) }, {});
    expect(again.html).to.contain('The message is sent once more');
  });

  it('a table that is none is told of at its field, and nothing is booked', async () => {
    const form = await host.browser.open(`${BASE}/batch`);
    const none = await host.browser.submit(form, { csv: '  ' });
    expect(none.status).to.equal(422);
    expect(none.html).to.contain('Paste rows or choose a file first');
    const odd = await host.browser.submit(form, { csv: 'a,b\n1,2\n' });
    expect(odd.status).to.equal(422);
    expect(odd.html).to.contain('header row of the template').and.to.contain('a,b');
  });

  it('takes a table of 500 long rows in Chinese, longer than other forms may be', async () => {
    const form = await host.browser.open(`${BASE}/batch`);
    const { fromDay } = windowFields(hub.clock.now(), 24 * 60);
    const rows = Array.from(
      { length: 500 },
      (_, at) =>
        `${'访客'.repeat(20)}${at},foreign,v${at}@visitors.test,${fromDay} 09:00,${fromDay} 10:00,south-gate,${'参观'.repeat(20)}`,
    );
    const csv = `name,way,contact,from,until,points,purpose\n${rows.join('\n')}\n`;
    const { status, html } = await host.browser.submit(form, { csv });
    expect(status).to.equal(200);
    expect(html)
      .to.contain('500 good, 0 with something to put right')
      .and.to.contain('Book the 500 good rows');
  });

  it('pages list twenty visits and lead on to the next ones', async () => {
    const day = windowFields(hub.clock.now(), 48 * 60).fromDay;
    const rows = Array.from(
      { length: 25 },
      (_, at) => `Guest ${at},foreign,g${at}@visitors.test,${day} 09:00,${day} 10:00,south-gate,Talk`,
    );
    const csv = `name,way,contact,from,until,points,purpose\n${rows.join('\n')}\n`;
    const preview = await student.browser.submit(await student.browser.open(`${BASE}/batch`), { csv });
    const booked = await student.browser.submit(preview, { csv, intent: 'book' });
    expect(booked.html).to.contain('25 booked');
    const first = await student.browser.open(BASE);
    expect(first.html.match(/class="card visit"/g)).to.have.length(20);
    const href = /href="(\?when[^"]*cursor[^"]*)"/.exec(first.html)?.[1] ?? '';
    const next = href.replaceAll('&amp;', '&').replaceAll('&#x3D;', '=');
    const second = await student.browser.open(`${BASE}${next}`);
    expect(second.html.match(/class="card visit"/g)).to.have.length(5);
  });
});

function formTo(action: string): string {
  return `<form method="post" action="${action}"></form>`;
}
