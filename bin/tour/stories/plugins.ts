import { shows } from '../steps.js';
import type { Teller } from '../teller.js';
import type { World } from '../world.js';

export async function pluginOff(world: World, tell: Teller): Promise<void> {
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

export async function foreignDevice(world: World, tell: Teller): Promise<void> {
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
