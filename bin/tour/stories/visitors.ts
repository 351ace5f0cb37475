import type { Person } from '../person.js';
import type { Teller } from '../teller.js';
import { api, CAMPUS, copiedLink, inMinutes, LABORATORY, linkTo, SOUTH_GATE, Visitor } from '../visitor.js';
import type { World } from '../world.js';

async function signedIn(world: World, loginName: string): Promise<Person> {
  const person = world.person(CAMPUS, loginName);
  await person.signIn(world.demo.password);
  return person;
}

function visitOf(world: World, kind: 'foreign' | 'mainland', contact: string, minutes: number) {
  const visitor = { name: kind === 'foreign' ? 'Ines Duarte' : '王小明', contact, language: 'en' };
  return { kind, visitor, ...inMinutes(world, minutes), points: ['south-gate'], purpose: 'Seminar' };
}

const stateOf = (body: Record<string, unknown>) => String(body['state'] ?? body['code']);

export async function foreignVisitor(world: World, tell: Teller): Promise<void> {
  tell.story('A foreign visitor: asked for, agreed to, told by e-mail, let in inside the window');
  const host = await signedIn(world, 'lgao');
  const approver = await signedIn(world, 'mwang');
  const { body: visit } = await api(host, 'POST', 'visits', visitOf(world, 'foreign', 'ines@tour.test', 60));
  tell.step('a host asks', stateOf(visit), 'requested');
  const id = String(visit['id']);
  const agreed = await api(approver, 'POST', `visits/${id}/decision`, { approve: true });
  tell.step('an approver agrees', stateOf(agreed.body), 'approved');
  const ines = new Visitor(world);
  const opened = await ines.open(await linkTo(world, 'ines@tour.test'));
  tell.step('the link of the e-mail opens her pass', opened.body['proven'], true);
  tell.step('at the gate an hour too early', await ines.shows(SOUTH_GATE), 'deny visit_not_started');
  world.clock.advance(61 * 60);
  tell.step('inside the window', await ines.shows(SOUTH_GATE), 'grant permitted');
  tell.step('at a door that is not hers', await ines.shows(LABORATORY), 'deny not_permitted_here');
  const code = String((await ines.askCode()).body['text']);
  tell.step('the host cancels', stateOf((await api(host, 'DELETE', `visits/${id}`)).body), 'cancelled');
  const { reason } = await world.gates.gate(...SOUTH_GATE).scan(code);
  tell.step('the code on her screen', reason, 'credential_revoked');
}

export async function mainlandVisitor(world: World, tell: Teller): Promise<void> {
  tell.story('A mainland visitor, and somebody to whom the link was forwarded');
  const host = await signedIn(world, 'yichen');
  const { body: visit } = await api(host, 'POST', 'visits', visitOf(world, 'mainland', '138 0013 8000', 0));
  tell.step('a student invites; the campus agrees by itself', stateOf(visit), 'approved');
  const link = await copiedLink(host, String(visit['id']));
  const other = new Visitor(world);
  await other.open(link);
  tell.step('another phone sees of the visit', (await other.pass()).body['pass'], null);
  tell.step('and gets', await other.shows(SOUTH_GATE), 'no code: pass_not_proven');
  const invited = new Visitor(world);
  await invited.open(link);
  const proof = await invited.proveNumber('+8613800138000');
  tell.step('the invited phone types the code of its SMS', proof.body['proven'], true);
  tell.step('the gate', await invited.shows(SOUTH_GATE), 'grant permitted');
  const group = { kind: 'group', group: { name: 'A school', size: 3 }, ...inMinutes(world, 0) };
  const asked = { ...group, points: ['south-gate'], purpose: 'Tour' };
  tell.step(
    'a student asks for a group',
    stateOf((await api(host, 'POST', 'visits', asked)).body),
    'not_a_group_host',
  );
}

export async function groupOfGuests(world: World, tell: Teller): Promise<void> {
  tell.story('A group registers itself, and an alumna books without a host');
  const host = await signedIn(world, 'lgao');
  const approver = await signedIn(world, 'mwang');
  const group = { name: 'Ribeira Grande School', size: 1 };
  const ask = { kind: 'group', group, ...inMinutes(world, 0), points: ['south-gate'], purpose: 'Tour' };
  const id = String((await api(host, 'POST', 'visits', ask)).body['id']);
  await api(approver, 'POST', `visits/${id}/decision`, { approve: true });
  const token = (await copiedLink(host, id)).slice(-43);
  const join = (name: string) => {
    const contact = `${name}@tour.test`;
    return api(new Visitor(world), 'POST', 'group/members', {
      ...{ token, way: 'foreign', name, contact, language: 'en' },
    });
  };
  tell.step('the first member registers', (await join('ana')).status, 201);
  tell.step('a second one, where one place was', stateOf((await join('rui')).body), 'group_full');
  const ana = new Visitor(world);
  await ana.open(await linkTo(world, 'ana@tour.test'));
  tell.step('the gate', await ana.shows(SOUTH_GATE), 'grant permitted');

  const booking = { name: 'LIN Xiaoyu', number: 'A20190042', ...inMinutes(world, 0), points: ['south-gate'] };
  const words = { purpose: 'Homecoming', language: 'en' };
  const booked = await api(new Visitor(world), 'POST', 'alumni/visits', { ...booking, ...words });
  tell.step('an alumna books', booked.body['accepted'], true);
  const lin = new Visitor(world);
  await lin.open(await linkTo(world, 'xiaoyu.lin@alumni.hkust-gz.test'));
  tell.step(
    "the link at the register's own address lets her in",
    await lin.shows(SOUTH_GATE),
    'grant permitted',
  );
}

export async function oldSystem(world: World, tell: Teller): Promise<void> {
  tell.story('A slip that the old appointment system printed');
  const slip = world.demo.services.appointments.appointments.find(({ id }) => id === '20391')?.qr ?? '';
  const answer = await world.gates.gate(...SOUTH_GATE).scan(slip);
  tell.step('the gate asks it', `${answer.decision} ${answer.reason}`, 'grant permitted_by_origin');
  const elsewhere = await world.gates.gate('hku', 'chi-wah-gates').scan(slip, 'chi-wah-1f');
  tell.step('at a campus without one', `${elsewhere.decision} ${elsewhere.reason}`, 'deny unreadable');
}
