import { z } from 'zod';
import { CREDENTIAL_STATES } from '../../../core/domain/credential.js';
import { type AnyRoute, route } from '../../../core/http/route.js';
import type { Desk } from '../pages/desk.js';
import { cardOf } from '../pages/unlinked.js';
import { isLinkedNow, isOfAnother } from '../phone/phones.js';

const text = z.object({ en: z.string(), 'zh-Hant': z.string().optional(), 'zh-Hans': z.string().optional() });
const credentialAnswer = z.object({
  state: z.enum([...CREDENTIAL_STATES, 'none']),
  reason: z.string(),
  sentence: text.nullable(),
  contact: z
    .object({
      name: text,
      phone: z.string().optional(),
      email: z.string().optional(),
      advice: text.optional(),
    })
    .nullable(),
  links: z.array(z.object({ id: z.string(), label: text, url: z.string() })),
  phone: z.object({ label: z.string(), linkedAt: z.iso.datetime(), thisPhone: z.boolean() }).nullable(),
  notices: z.array(z.object({ id: z.string(), version: z.int(), text })),
});

/** A person's own credential, for apps: its state and what to do about it, the phone, and the notices to accept. */
export function credentialRoute(desk: Desk): AnyRoute {
  return route({
    method: 'get',
    path: `${desk.api}/credential`,
    role: 'holder',
    summary: "The caller's own credential and linked phone",
    answer: credentialAnswer,
    async handle(ask) {
      const card = await cardOf(desk, ask);
      const pass = desk.phones.passOf(ask);
      const thisPhone = pass !== null && !isOfAnother(pass, ask.principal) && isLinkedNow(pass, card);
      const phone = card.phone ? { ...card.phone, thisPhone } : null;
      return { json: { ...card, phone, notices: desk.scope.hub.file().notices } };
    },
  });
}
