import { expect } from 'chai';
import type { Person } from '../../bin/tour/person.js';
import {
  api,
  copiedLink,
  inMinutes,
  LABORATORY,
  linkTo,
  SOUTH_GATE,
  Visitor,
} from '../../bin/tour/visitor.js';
import { eventually } from '../support/eventually.js';
import { startTestHub, type TestHub } from '../support/hub.js';
import { ordinaryVisit, signedIn } from './visits-steps.js';

const NOT_HERE = 'deny not_permitted_here';

describe('visits', () => {
  let town: TestHub;
  let host: Person;
  let student: Person;
  let approver: Person;
  before(async () => {
    town = await startTestHub();
    host = await signedIn(town, 'lgao');
    student = await signedIn(town, 'yichen');
    approver = await signedIn(town, 'mwang');
  });
  after(() => town?.stop());

  const request = async (by: Person, ask: object) => {
    const { status, body } = await api(by, 'POST', 'visits', ask);
    expect(status, JSON.stringify(body)).to.equal(201);
    return body as { id: string; state: string; until: string; visitors: { id: string; contact: string }[] };
  };
  const approve = (id: string) => api(approver, 'POST', `visits/${id}/decision`, { approve: true });
  const memberId = async (visit: string, name: string) => {
    const { body } = await api(host, 'GET', `visits/${visit}`);
    const visitors = body['visitors'] as { id: string; name: string }[];
    return visitors.find((one) => one.name === name)?.id;
  };
  const minutes = (count: number) => town.clock.advance(count * 60);

  it('a foreign visitor comes from request by approval and e-mail to the gate, inside the window and not before or after', async () => {
    const visit = await request(host, ordinaryVisit(town, 'foreign', 'ines@visitors.test'));
    expect(visit.state).to.equal('requested');
    expect(visit.visitors[0]?.contact).to.equal('i•••@visitors.test');
    const told = () => town.demo.services.messages.mail.inbox('mwang@hkust-gz.edu.cn').at(-1);
    const { text } = await eventually(told);
    expect(text).to.contain('Seminar').and.not.to.contain('Duarte');
    expect((await approve(visit.id)).body['state']).to.equal('approved');

    const ines = new Visitor(town);
    expect((await ines.open(await linkTo(town, 'ines@visitors.test'))).body['proven']).to.equal(true);
    expect(await ines.shows(SOUTH_GATE)).to.equal('deny visit_not_started');
    minutes(61);
    expect(await ines.shows(SOUTH_GATE)).to.equal('grant permitted');
    expect(await ines.shows(LABORATORY)).to.equal(NOT_HERE);
    minutes(60);
    expect(await ines.shows(SOUTH_GATE)).to.equal('no code: pass_not_open over');
    expect((await ines.pass()).body['pass']).to.deep.include({ state: 'over', visitor: 'Ines Duarte' });
  });

  it('a code of a visit that is over opens nothing', async () => {
    const visit = await request(host, { ...ordinaryVisit(town, 'mainland', '138 0000 1001', 0) });
    const visitor = new Visitor(town);
    await visitor.open(await copiedLink(host, visit.id));
    await visitor.proveNumber('+8613800001001');
    // So shortly before its end that the code itself is still good when the visit is over.
    town.clock.advance((Date.parse(visit.until) - town.clock.now()) / 1000 - 2);
    const { body } = await visitor.askCode();
    town.clock.advance(3);
    const code = String(body['text']);
    const { decision, reason } = await town.gates.gate(...SOUTH_GATE).scan(code);
    expect(`${decision} ${reason}`).to.equal('deny visit_over');
  });

  it('a mainland visitor is let in by the invited phone only: a forwarded link shows nothing', async () => {
    const visit = await request(student, ordinaryVisit(town, 'mainland', '１３８ ００００ ２００２', 0));
    expect(visit.state).to.equal('approved');
    const link = await copiedLink(student, visit.id);

    const other = new Visitor(town);
    expect((await other.open(link)).body['proven']).to.equal(false);
    expect((await other.pass()).body).to.deep.equal({
      pass: null,
      proven: false,
      contact: '+86 138 •••• 2002',
    });
    expect(await other.shows(SOUTH_GATE)).to.equal('no code: pass_not_proven');
    expect((await api(other, 'PUT', 'pass/proof', { code: '000000' })).status).to.equal(403);

    const invited = new Visitor(town);
    await invited.open(link);
    expect((await invited.proveNumber('+8613800002002')).body['proven']).to.equal(true);
    expect(await invited.shows(SOUTH_GATE)).to.equal('grant permitted');
    expect(await other.shows(SOUTH_GATE)).to.equal('no code: pass_not_proven');
    expect(
      (await approver.browser.json('GET', `/api/v1/campuses/hkust-gz/visits/${visit.id}`)).status,
    ).to.equal(200);
    expect((await api(host, 'GET', `visits/${visit.id}`)).body['code']).to.equal('visit_unknown');
  });

  it('a change of time reaches the pass under the same link, and old codes are void at once', async () => {
    const visit = await request(host, ordinaryVisit(town, 'mainland', '13800003003', 0));
    const visitor = new Visitor(town);
    await visitor.open(await copiedLink(host, visit.id));
    await visitor.proveNumber('+8613800003003');
    const old = String((await visitor.askCode()).body['text']);
    const later = inMinutes(town, 180);
    const changed = await api(host, 'PUT', `visits/${visit.id}`, later);
    expect(changed.body).to.include({ state: 'approved', version: 1 });
    const { reason } = await town.gates.gate(...SOUTH_GATE).scan(old);
    expect(reason).to.equal('superseded');
    expect((await visitor.pass()).body['pass']).to.deep.include({ state: 'early', from: later.from });
    expect(await visitor.shows(SOUTH_GATE)).to.equal('deny visit_not_started');
    minutes(181);
    expect(await visitor.shows(SOUTH_GATE)).to.equal('grant permitted');
    // The invited phone hears of it.
    const sms = town.demo.services.messages.sms;
    await eventually(() => sms.inbox('+8613800003003').length === 3);
  });

  it('after a cancel the code on the screen opens nothing, the pass says so, and every link leads nowhere', async () => {
    const visit = await request(host, ordinaryVisit(town, 'foreign', 'ken@visitors.test', 0));
    await approve(visit.id);
    const link = await linkTo(town, 'ken@visitors.test');
    const copy = await copiedLink(host, visit.id);
    const ken = new Visitor(town);
    await ken.open(copy);
    const code = String((await ken.askCode()).body['text']);
    expect((await api(host, 'DELETE', `visits/${visit.id}`)).body['state']).to.equal('cancelled');
    expect((await town.gates.gate(...SOUTH_GATE).scan(code)).reason).to.equal('credential_revoked');
    expect(await ken.shows(SOUTH_GATE)).to.equal('no code: pass_not_open cancelled');
    expect((await ken.pass()).body['pass']).to.deep.include({ state: 'cancelled' });
    const never = `${link.slice(0, -43)}${'x'.repeat(43)}`;
    for (const ended of [link, copy, never]) {
      const { status, body } = await new Visitor(town).open(ended);
      expect([status, body['code']]).to.deep.equal([404, 'link_ended']);
    }
  });

  it('an alumna books herself, the answer is the same for everybody, and the link goes to the register’s address', async () => {
    const booking = {
      name: 'lin xiaoyu',
      number: 'A20190042',
      ...inMinutes(town, 0),
      points: ['south-gate'],
      purpose: 'Homecoming',
      language: 'en',
    };
    const nobody = new Visitor(town);
    const hers = await api(nobody, 'POST', 'alumni/visits', booking);
    const wrong = await api(nobody, 'POST', 'alumni/visits', { ...booking, number: 'A20210008' });
    expect(hers).to.deep.equal(wrong);
    expect(hers).to.deep.equal({ status: 202, body: { accepted: true } });
    const lin = new Visitor(town);
    await lin.open(await linkTo(town, 'xiaoyu.lin@alumni.hkust-gz.test'));
    expect(await lin.shows(SOUTH_GATE)).to.equal('grant permitted');
    expect(await lin.shows(LABORATORY)).to.equal(NOT_HERE);
    expect((await lin.pass()).body['pass']).to.deep.include({ host: null, visitor: 'LIN Xiaoyu 林晓雨' });
    expect(town.demo.services.messages.inbox('adaeze.okafor@alumni.hkust-gz.test')).to.have.length(0);
    expect((await api(nobody, 'POST', 'alumni/visits', booking)).status).to.equal(429);
  });

  it('a group of staff registers itself, each member with a pass of their own, until the host closes it', async () => {
    const ask = {
      kind: 'group',
      group: { name: 'Ribeira Grande School', size: 3 },
      ...inMinutes(town, 0),
      points: ['south-gate'],
      purpose: 'Campus tour',
    };
    const refused = await api(student, 'POST', 'visits', ask);
    expect([refused.status, refused.body['code']]).to.deep.equal([403, 'not_a_group_host']);
    const visit = await request(host, ask);
    expect((await api(host, 'POST', `visits/${visit.id}/links`, {})).body['code']).to.equal(
      'visit_not_approved',
    );
    await approve(visit.id);
    const token = (await copiedLink(host, visit.id)).slice(-43);
    const nobody = new Visitor(town);
    expect((await api(nobody, 'POST', 'group', { token })).body).to.include({
      name: 'Ribeira Grande School',
      left: 3,
    });
    const join = (way: string, name: string, contact: string) =>
      api(nobody, 'POST', 'group/members', { token, way, name, contact, language: 'en' });
    expect((await join('foreign', 'Ana Reis', 'ana@visitors.test')).status).to.equal(201);
    expect((await join('mainland', '陈静', '13800004004')).status).to.equal(201);
    const ana = new Visitor(town);
    await ana.open(await linkTo(town, 'ana@visitors.test'));
    const chen = new Visitor(town);
    await chen.open(await copiedLink(host, visit.id, await memberId(visit.id, '陈静')));
    await chen.proveNumber('+8613800004004');
    expect(await ana.shows(SOUTH_GATE)).to.equal('grant permitted');
    expect(await chen.shows(SOUTH_GATE)).to.equal('grant permitted');
    const closed = await api(host, 'DELETE', `visits/${visit.id}/registration`);
    expect(closed.body['group']).to.deep.include({ open: false, registered: 2 });
    expect((await join('foreign', 'Too Late', 'late@visitors.test')).body['code']).to.equal('link_ended');
    await api(host, 'DELETE', `visits/${visit.id}`);
    expect(await ana.shows(SOUTH_GATE)).to.equal('no code: pass_not_open cancelled');
  });

  it('a visitor who was told of a visit hears of its end, and an approver does not decide on an own visit', async () => {
    const visit = await request(approver, ordinaryVisit(town, 'foreign', 'eva@visitors.test'));
    expect((await approve(visit.id)).body['code']).to.equal('own_visit');
    const admin = await signedIn(town, 'gzadmin');
    expect((await api(admin, 'POST', `visits/${visit.id}/decision`, { approve: true })).status).to.equal(200);
    await linkTo(town, 'eva@visitors.test');
    await api(approver, 'DELETE', `visits/${visit.id}`);
    const subjects = () => town.demo.services.messages.mail.inbox('eva@visitors.test').length;
    expect(await eventually(() => subjects() === 2)).to.equal(true);
  });

  it('the same request sent again by its key is the same visit, and another one under that key is refused', async () => {
    const ask = ordinaryVisit(town, 'foreign', 'twice@visitors.test');
    const key = { 'idempotency-key': 'request-1' };
    const sent = await Promise.all([1, 2, 3].map(() => api(host, 'POST', 'visits', ask, key)));
    expect(new Set(sent.map(({ body }) => body['id'])).size).to.equal(1);
    const other = await api(host, 'POST', 'visits', { ...ask, purpose: 'Another' }, key);
    expect([other.status, other.body['code']]).to.deep.equal([422, 'idempotency_key_reused']);
  });
});
