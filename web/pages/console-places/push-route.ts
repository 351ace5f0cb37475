import { type AnyRoute, route } from '../../../core/http/route.js';
import { actorOf } from '../../../core/http/routes/plugins.js';
import type { Context } from '../../../core/use-cases/context.js';
import { holdsPolicy } from '../../../core/use-cases/desired-policy.js';
import { pushAgain } from '../../../core/use-cases/push-again.js';
import { deskOf } from './desk.js';
import { deviceAt, type Pushed } from './device-view.js';

/** An admin has the policy in force pushed to a device once more. */
export function pushRoute(context: Context): AnyRoute {
  return route({
    method: 'post',
    path: '/{campus}/console/devices/{device}/push',
    role: 'admin',
    summary: 'Push the policy to a device again',
    async handle(ask) {
      const desk = deskOf(context, ask);
      const device = deviceAt(desk, ask.params['device']);
      const asked = await pushAgain(context, desk.snapshot, device, actorOf(ask.principal));
      const pushed: Pushed = !holdsPolicy(device) ? 'nothing' : asked ? 'asked' : 'near';
      return { redirect: `${desk.base}/devices/${device.id}?pushed=${pushed}` };
    },
  });
}
