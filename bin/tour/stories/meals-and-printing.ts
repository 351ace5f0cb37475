import { LIBRARY, member, shows } from '../steps.js';
import type { Teller } from '../teller.js';
import type { World } from '../world.js';

const HOUR = 3_600;

/** Noon in Hong Kong, today or tomorrow: lunch is sold by the clock on the wall. */
function becomeNoon({ clock }: World): void {
  const wall = new Intl.DateTimeFormat('en-GB', {
    ...{ timeZone: 'Asia/Hong_Kong', hourCycle: 'h23' },
    ...{ hour: '2-digit', minute: '2-digit', second: '2-digit' },
  });
  const [hours = 0, minutes = 0, seconds = 0] = wall.format(clock.now()).split(':').map(Number);
  clock.advance((36 * HOUR - hours * HOUR - minutes * 60 - seconds) % (24 * HOUR));
}

export async function lunchOnce(world: World, tell: Teller): Promise<void> {
  tell.story('Her gate code, then lunch with the next one, once');
  becomeNoon(world);
  const chan = await member(world, 'hku', 'itadmin');
  tell.step('the gate says', await shows(world, LIBRARY, await chan.code()), 'grant permitted');
  world.clock.advance(30);
  const sell = async (canteen: string) => {
    const { body } = await world.gates.till('hku', `${canteen}-till`).sell(await chan.code());
    return `${String(body?.['entitlement'])} for ${String(body?.['price'])}`;
  };
  tell.step('the till of CYM Canteen: her free lunch is', await sell('cym-canteen'), 'taken for 0');
  world.clock.advance(30);
  tell.step('a second till, the same noon', await sell('gourmet-asia'), 'used for 42');
  const back = await world.gates.till('hku', 'cym-canteen-till').giveBack();
  tell.step('the first till gives it back', back?.status, 200);
  world.clock.advance(30);
  tell.step('and she can have it elsewhere', await sell('union-restaurant'), 'taken for 0');
  await chan.unlink();
}

export async function printerPanel(world: World, tell: Teller): Promise<void> {
  tell.story("A printer's panel learns who stands before it");
  const zhang = await member(world, 'hkust-gz', 'ruizhang@connect.hkust-gz.edu.cn');
  const panel = world.gates.panel('hkust-gz', 'library-printer-panel');
  tell.step('the panel reads her code', (await panel.scan(await zhang.code())).decision, 'grant');
  tell.step('she prints as', panel.session()?.user, 'ruizhang@connect.hkust-gz.edu.cn');
  world.clock.advance(61);
  tell.step('after 60 idle seconds somebody is signed in', (await panel.look()) !== null, false);
  await zhang.unlink();
}
