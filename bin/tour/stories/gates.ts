import { LIBRARY, member, shows } from '../steps.js';
import type { Teller } from '../teller.js';
import type { World } from '../world.js';

export async function gateOpens(world: World, tell: Teller): Promise<void> {
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

export async function secondTime(world: World, tell: Teller): Promise<void> {
  tell.story('The same code a second time');
  const person = await member(world, 'hku', 'itadmin');
  const code = await person.code();
  tell.step('first', await shows(world, LIBRARY, code), 'grant permitted');
  world.clock.advance(4);
  tell.step('four seconds later', await shows(world, LIBRARY, code), 'deny already_used');
  tell.step('on the portal page she logs the phone out', (await person.unlink()).status, 204);
}

export async function tooLateTooEarly(world: World, tell: Teller): Promise<void> {
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

export async function wrongCode(world: World, tell: Teller): Promise<void> {
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
