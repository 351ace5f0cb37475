import { expect } from 'chai';
import type { Person } from '../../../bin/tour/person.js';
import { startTestHub, type TestHub } from '../../support/hub.js';

const VISITS = '/hku/console/visits';

describe('visits in the console', () => {
  let town: TestHub;
  let host: Person;
  let approver: Person;
  let guard: Person;
  before(async () => {
    town = await startTestHub();
    const signedIn = async (name: string) => {
      const person = town.person('hku', name);
      await person.signIn(town.demo.password, VISITS);
      return person;
    };
    host = await signedIn('clchan');
    approver = await signedIn('itadmin');
    guard = await signedIn('ahleung');
  });
  after(() => town?.stop());

  /** Under way for a minute at least, so that it is of today wherever midnight lies. */
  const request = async (kind: 'foreign' | 'mainland', name: string, contact: string): Promise<string> => {
    const at = (minutes: number) => new Date(Math.floor(town.clock.now() / 1000) * 1000 + minutes * 60_000);
    const { status, body } = await host.browser.json('POST', '/api/v1/campuses/hku/visits', {
      kind,
      visitor: { name, contact, language: 'en', organisation: 'University of Porto' },
      from: at(0).toISOString(),
      until: at(90).toISOString(),
      points: ['main-library-gate'],
      purpose: 'Rare maps',
    });
    expect(status).to.equal(201);
    return String(body['id']);
  };
  const page = async (who: Person, query = '') => (await who.browser.open(`${VISITS}${query}`)).html;

  it('an approver reads who comes, from where and why, and agrees; only then a guard knows of it', async () => {
    const id = await request('foreign', 'Inês Duarte', 'ines@visitors.test');
    expect(await page(guard)).not.to.contain('Inês');
    const form = await approver.browser.open(VISITS);
    for (const text of [
      'Inês Duarte',
      'University of Porto',
      'Rare maps',
      'Asked for by',
      'i•••@visitors.test',
    ])
      expect(form.html, text).to.contain(text);
    const done = await approver.browser.submit(form, { note: 'Welcome', approve: 'yes' });
    expect(done.html).to.contain('The visit is approved').and.to.contain('Nothing waits for approval.');
    const seen = await page(guard);
    expect(seen).to.contain('Inês Duarte').and.to.contain('Host: ').and.to.contain('May come now');
    expect(seen).not.to.match(/visitors\.test|Porto|Rare maps|Approve|To come/);
    expect(seen).not.to.contain(id);
  });

  it('what was changed or decided meanwhile is said calmly, and nothing is decided', async () => {
    const id = await request('foreign', 'Ana Reis', 'ana@visitors.test');
    const form = await approver.browser.open(VISITS);
    const stale = {
      ...form,
      html: form.html.replaceAll('name="version" value="0"', 'name="version" value="7"'),
    };
    const refused = await approver.browser.submit(stale, { note: '', approve: 'yes' });
    expect([refused.status, refused.html.includes('Changed in the meantime')]).to.deep.equal([409, true]);
    await approver.browser.submit(form, { note: '', approve: 'no' });
    const again = await approver.browser.submit(form, { note: '', approve: 'yes' });
    expect([again.status, again.html.includes('This visit has ended')]).to.deep.equal([409, true]);
    const declined = await page(approver, '?state=declined');
    expect(declined).to.contain('Ana Reis').and.to.contain('Not approved');
    const decision = await guard.browser.json('POST', `${VISITS}/${id}/decision`, { approve: 'yes' });
    expect(decision.status).to.equal(403);
  });

  it('a guard looks somebody up by name; the name stands in no address', async () => {
    await request('mainland', '王小明', '13800000009');
    const form = await guard.browser.open(VISITS);
    const found = await guard.browser.submit(form, { name: '小明' });
    expect(found.url.search).to.equal('');
    expect(found.html).to.contain('1 found').and.to.contain('王小明').and.not.to.contain('Inês');
    expect(found.html).not.to.contain('13800000009');
    const none = await guard.browser.submit(form, { name: 'Nobody Here' });
    expect(none.html).to.contain('Nobody of today has such a name.');
    // What a guard asks for beyond today and beyond approved is answered with today.
    expect(await page(guard, '?when=coming&state=declined'))
      .to.contain('王小明')
      .and.not.to.contain('Ana');
  });

  it('an owner of areas has on her overview the number of those who come to them, and of no others', async () => {
    const owner = town.person('hku', 'glam');
    await owner.signIn(town.demo.password, '/hku/console');
    const counted = async (who: Person) => {
      const { html } = await who.browser.open('/hku/console');
      const tile = html.split('data-now="visits"')[1]?.split('data-now')[0] ?? '';
      return [/numeric">(\d+)</.exec(tile)?.[1], /(None waits|One waits|\d+ wait) for/.exec(tile)?.[1]];
    };
    const approve = async () => {
      const done = await approver.browser.submit(await approver.browser.open(VISITS), {
        note: '',
        approve: 'yes',
      });
      expect(done.status).to.equal(200);
    };
    const [before] = await counted(owner);
    expect(await counted(approver)).to.deep.equal([before, 'None waits']);
    const elsewhere = await request('foreign', 'Rui Sousa', 'rui@visitors.test');
    // The campus file lets visitors come to one point only, and she owns it.
    await town.database.pool.query("update visits set points = '{law-library-gate}' where id = $1", [
      elsewhere,
    ]);
    expect([await counted(approver), await counted(owner)]).to.deep.equal([
      [before, 'One waits'],
      [before, 'None waits'],
    ]);
    await approve();
    const more = String(Number(before) + 1);
    expect([(await counted(approver))[0], (await counted(owner))[0]]).to.deep.equal([more, before]);
    await request('foreign', 'Eva Pinto', 'eva@visitors.test');
    expect((await counted(owner))[1]).to.equal('One waits');
    await approve();
    expect((await counted(owner))[0]).to.equal(more);
  });

  it('others are refused: a host, the help desk, another campus’s guard', async () => {
    for (const [campus, name] of [
      ['hku', 'clchan'],
      ['hku', 'ccheung'],
      ['hkust-gz', 'mwang'],
    ] as const) {
      const person = town.person(campus, name);
      await person.signIn(town.demo.password, `/${campus}/wallet`);
      const { status } = await person.browser.json('GET', VISITS);
      expect(status, name).to.be.oneOf([401, 403]);
    }
  });
});
