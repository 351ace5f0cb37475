import { z } from 'zod';
import { Problem } from '../../../core/domain/problem.js';
import { type AnyRoute, route } from '../../../core/http/route.js';
import type { Desk } from '../pages/desk.js';
import { cardOf } from '../pages/unlinked.js';
import { linkPhone, type PhoneLink, phoneLabelText } from '../phone/link-phone.js';
import { isLinkedNow, isOfAnother, sessionOf } from '../phone/phones.js';

const linkBody = z.strictObject({
  label: phoneLabelText,
  /** Each notice's id and the version that was shown and accepted. */
  accepted: z.record(z.string().max(64), z.int().min(1)).default({}),
});
const linkAnswer = z.object({
  /** For the header `Gatehouse-Device`; told once. */
  deviceToken: z.string(),
  linkedAt: z.iso.datetime(),
});

/** Linking and logging out for apps, which keep the device token themselves. */
export function deviceRoutes(desk: Desk): AnyRoute[] {
  return [linkDeviceRoute(desk), unlinkDeviceRoute(desk)];
}

function linkDeviceRoute(desk: Desk): AnyRoute {
  return route<PhoneLink>({
    method: 'post',
    path: `${desk.api}/devices`,
    role: 'holder',
    summary: 'Links the phone that shows the codes of the caller',
    body: linkBody as z.ZodType<PhoneLink>,
    answer: linkAnswer,
    async handle(ask) {
      const { text, linkedAt } = await linkPhone(desk, ask.principal, ask.body);
      return { status: 201, json: { deviceToken: text, linkedAt } };
    },
  });
}

function unlinkDeviceRoute(desk: Desk): AnyRoute {
  return route({
    method: 'delete',
    path: `${desk.api}/devices`,
    role: 'holder',
    summary: "Logs the caller's phone out; its codes are void when this is answered",
    async handle(ask) {
      const person = ask.principal?.kind === 'person' ? ask.principal.person : null;
      if (person === null) throw new Problem(404, 'no_phone_linked', 'No phone is linked.');
      const pass = desk.phones.passOf(ask);
      const here =
        pass !== null && !isOfAnother(pass, ask.principal) && isLinkedNow(pass, await cardOf(desk, ask));
      await desk.scope.hub.unlinkDevice(person, here ? 'phone' : 'portal', sessionOf(ask.principal));
      return { status: 204 };
    },
  });
}
