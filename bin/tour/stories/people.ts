import { LIBRARY, member, shows } from '../steps.js';
import type { Teller } from '../teller.js';
import type { World } from '../world.js';

export async function noDuty(world: World, tell: Teller): Promise<void> {
  tell.story('Duty is not confirmed yet');
  const { people } = world.demo.services.people('hku');
  const name =
    people.find((one) => one.demo && one.affiliation === 'staff' && !one.dutyConfirmed)?.loginName ?? '';
  const person = world.person('hku', name);
  await person.signIn(world.demo.password);
  const { body } = await person.card();
  tell.step(
    'the card says',
    `${String(body['state'])} ${String(body['reason'])}`,
    'pending duty_not_confirmed',
  );
  const words = (body['sentence'] as { en: string }).en;
  tell.step(`in words, "${words}", which names the HR system`, words.includes('HCMS'), true);
  tell.step('linking is refused', (await person.link()).body['code'], 'credential_pending');
}

export async function studentHours(world: World, tell: Teller): Promise<void> {
  tell.story('A student at two doors, one open by day and one by night');
  const person = await member(world, 'hkust-gz', 'yichen');
  const answers = [
    await shows(world, ['hkust-gz', 'e1-laboratory-reader'], await person.code(), 'e1-laboratory-door'),
    await shows(world, ['hkust-gz', 'w1-reader'], await person.code(), 'w1-night-study-door'),
  ];
  tell.step('one lets in and one says outside_hours', answers.sort(), [
    'deny outside_hours',
    'grant permitted',
  ]);
}

export async function secondPhone(world: World, tell: Teller): Promise<void> {
  tell.story('A second phone');
  const first = await member(world, 'hku', 'itadmin');
  const shown = await first.code();
  const second = world.person('hku', 'itadmin');
  await second.signIn(world.demo.password);
  tell.step(
    'it is refused while the first is linked',
    (await second.link()).body['code'],
    'another_phone_linked',
  );
  tell.step('she logs the first out remotely', (await second.unlink()).status, 204);
  tell.step('the code that the first still shows', await shows(world, LIBRARY, shown), 'deny superseded');
  tell.step('the second links', (await second.link()).status, 201);
  tell.step('and opens the gate', await shows(world, LIBRARY, await second.code()), 'grant permitted');
}

export async function sheLeft(world: World, tell: Teller): Promise<void> {
  tell.story('HR marks somebody as left');
  const { people } = world.demo.services.people('hku');
  const plain = people.filter(
    (one) => one.affiliation === 'staff' && !one.demo && one.card === 'current' && one.dutyConfirmed,
  );
  const leaver = plain[0];
  const person = await member(world, 'hku', leaver?.loginName ?? '');
  const shown = await person.code();
  const admin = world.person('hku', 'itadmin');
  await admin.signIn(world.demo.password, '/hku/console/plugins');
  await world.demo.services
    .hr('hku')
    .change(leaver?.sourceKey ?? '', { appointments: [{ from: '2020-01-01', until: '2020-12-31' }] });
  const pulled = await admin.browser.json('POST', '/api/v1/campuses/hku/pulls', {});
  tell.step(
    'the next pull',
    (pulled.body['items'] as { outcome: string }[]).map(({ outcome }) => outcome),
    ['applied'],
  );
  tell.step(
    'the code that the phone still shows',
    await shows(world, LIBRARY, shown),
    'deny credential_revoked',
  );
  tell.step('a new code', (await person.askCode()).body['code'], 'credential_revoked');
}
