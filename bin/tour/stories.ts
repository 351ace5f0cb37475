import type { Person } from './person.js';
import type { Teller } from './teller.js';
import type { World } from './world.js';

type Story = (world: World, teller: Teller) => Promise<void>;
const LIBRARY = ['hku', 'main-library-gate-1'] as const;

/** The main stories in the order that a visitor would live them. Everything goes through HTTP and MQTT. */
export const STORIES: readonly Story[] = [
  gateOpens,
  secondTime,
  tooLateTooEarly,
  wrongCode,
  noDuty,
  studentHours,
  secondPhone,
  sheLeft,
  pluginOff,
  foreignDevice,
];

async function shows(
  world: World,
  device: readonly [string, string],
  code: string,
  point?: string,
): Promise<string> {
  const answer = await world.gates.gate(...device).scan(code, point);
  return `${answer.decision} ${answer.reason}`;
}

async function member(world: World, campus: string, loginName: string): Promise<Person> {
  const person = world.person(campus, loginName);
  await person.signIn(world.demo.password);
  await person.link(`${loginName}'s phone`);
  return person;
}

async function gateOpens(world: World, tell: Teller): Promise<void> {
  tell.story('A confirmed staff member opens the Main Library by MQTT');
  const chan = world.person('hku', 'clchan');
  tell.step(
    'she signs in on the campus page and lands on',
    (await chan.signIn(world.demo.password)).path,
    '/hku/wallet',
  );
  tell.step('she links her phone, accepting the notices', (await chan.link('Her phone')).status, 201);
  tell.step('the Main Library gate says', await shows(world, LIBRARY, await chan.code()), 'grant permitted');
}

async function secondTime(world: World, tell: Teller): Promise<void> {
  tell.story('The same code a second time');
  const person = await member(world, 'hku', 'itadmin');
  const code = await person.code();
  tell.step('first', await shows(world, LIBRARY, code), 'grant permitted');
  world.clock.advance(4);
  tell.step('four seconds later', await shows(world, LIBRARY, code), 'deny already_used');
  tell.step('on the portal page she logs the phone out', (await person.unlink()).status, 204);
}

async function tooLateTooEarly(world: World, tell: Teller): Promise<void> {
  tell.story('A screenshot, and a clock that is wrong');
  const person = await member(world, 'hku', 'itadmin');
  const code = await person.code();
  world.clock.advance(36);
  tell.step('the screenshot after 36 seconds', await shows(world, LIBRARY, code), 'deny expired_code');
  const later = await person.code();
  world.clock.advance(-60);
  tell.step('a code from a minute ahead', await shows(world, LIBRARY, later), 'deny clock_ahead');
  world.clock.advance(60);
  await person.unlink();
}

async function wrongCode(world: World, tell: Teller): Promise<void> {
  tell.story('A changed code, and the other campus');
  const person = await member(world, 'hku', 'itadmin');
  const code = await person.code();
  const changed = code.slice(0, -9) + (code.at(-9) === 'A' ? 'B' : 'A') + code.slice(-8);
  tell.step('one character changed', await shows(world, LIBRARY, changed), 'deny bad_signature');
  tell.step(
    'at a gate of the other campus',
    await shows(world, ['hkust-gz', 'south-gate-1'], code),
    'deny wrong_campus',
  );
  tell.step('any other text', await shows(world, LIBRARY, 'https://example.org/'), 'deny unreadable');
  await person.unlink();
}

async function noDuty(world: World, tell: Teller): Promise<void> {
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

async function studentHours(world: World, tell: Teller): Promise<void> {
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

async function secondPhone(world: World, tell: Teller): Promise<void> {
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

async function sheLeft(world: World, tell: Teller): Promise<void> {
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

async function pluginOff(world: World, tell: Teller): Promise<void> {
  tell.story('An admin disables the gates plugin of one campus');
  const admin = world.person('hku', 'itadmin');
  await admin.signIn(world.demo.password, '/hku/console/plugins');
  const put = (enabled: boolean) =>
    admin.browser.json('PUT', '/api/v1/campuses/hku/plugins/gates', { enabled });
  tell.step('disabled', (await put(false)).body['health'], 'disabled');
  tell.step(
    'its gate by HTTP is answered no more',
    await shows(world, ['hku', 'chi-wah-gates'], 'x', 'chi-wah-1f'),
    'no_answer plugin_disabled',
  );
  tell.step(
    'the other campus goes on',
    await shows(world, ['hkust-gz', 'w1-reader'], 'x'),
    'deny unreadable',
  );
  tell.step('enabled again', (await put(true)).body['health'], 'running');
}

async function foreignDevice(world: World, tell: Teller): Promise<void> {
  tell.story("A device's token used elsewhere");
  const token = world.demo.env['HKU_CHI_WAH_GATES_TOKEN'] ?? '';
  const ask = async (point: string, bearer: string | null) => {
    const response = await fetch(`${world.hub.url}/api/v1/campuses/hku/points/${point}/decisions`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(bearer === null ? {} : { authorization: `Bearer ${bearer}` }),
      },
      body: JSON.stringify({ code: 'x', requestId: `tour-${point}-${bearer?.length ?? 0}` }),
    });
    const body = (await response.json()) as { code?: string; reason?: string };
    return `${response.status} ${body.code ?? body.reason}`;
  };
  tell.step('at its own point', await ask('chi-wah-1f', token), '200 unreadable');
  tell.step('at another point', await ask('main-library-gate', token), '403 point_not_yours');
  tell.step('with an old token', await ask('chi-wah-1f', 'old-token'), '401 device_unknown');
  tell.step('with none', await ask('chi-wah-1f', null), '401 device_unknown');
}
