import { z } from 'zod';
import { CREDENTIAL_STATES } from '../../../core/domain/credential.js';
import { type AnyRoute, route } from '../../../core/http/route.js';
import type { CardView } from '../../../core/use-cases/show-card.js';
import type { Desk, SignedInClient } from '../desk.js';

const text = z.object({ en: z.string(), 'zh-Hant': z.string().optional(), 'zh-Hans': z.string().optional() });
const contact = z.object({
  name: text,
  phone: z.string().optional(),
  email: z.string().optional(),
  advice: text.optional(),
});
export const cardAnswer = z.object({
  codeName: text,
  displayName: z.string().nullable(),
  affiliation: z.string().nullable(),
  state: z.enum([...CREDENTIAL_STATES, 'none']),
  reason: z.string(),
  sentence: text.nullable(),
  contact: contact.nullable(),
  links: z.array(z.object({ id: z.string(), label: text, url: z.string() })),
  phone: z.object({ label: z.string(), linkedAt: z.iso.datetime(), thisPhone: z.boolean() }).nullable(),
  notices: z.array(z.object({ id: z.string(), version: z.int(), text })),
  /** Where a phone that is not at hand is logged out. */
  portal: z.string(),
  /** How to get out of a freeze by a screen capture; null where there is none. */
  wayOut: z
    .discriminatedUnion('kind', [
      z.object({ kind: z.literal('self_service'), from: z.int() }),
      z.object({ kind: z.literal('help_desk') }),
    ])
    .nullable(),
  /** Screen captures that were reported in the last 30 days. */
  captures: z.int(),
  now: z.int(),
});

export function cardRoute(desk: Desk): AnyRoute {
  return route({
    method: 'get',
    path: `${desk.api}/card`,
    role: 'public',
    summary: 'Mini program: the card of who signed in, and what to do where it has no code',
    answer: cardAnswer,
    async handle(ask) {
      desk.refuseOld(ask);
      return { json: await cardOf(desk, await desk.signedIn(ask)) };
    },
  });
}

/** The card as the mini program shows it. */
export async function cardOf(desk: Desk, { person, text: kept }: SignedInClient) {
  const { hub } = desk.scope;
  const [card, who, captures] = await Promise.all([
    hub.showCard(person, null),
    hub.signInOf(person),
    desk.captures.of(person),
  ]);
  const thisPhone = kept.device !== null && (await desk.phones.isThis(person, kept.device));
  const frozen = card.state === 'frozen' && card.reason === 'capture_reported';
  return {
    ...card,
    codeName: hub.file().branding.codeName,
    displayName: who?.displayName ?? null,
    affiliation: who?.affiliation ?? null,
    contact: frozen ? helpDesk(desk) : card.contact,
    phone: card.phone && { ...card.phone, thisPhone },
    notices: hub.file().notices,
    portal: desk.absolute(`/${desk.scope.campus.slug}/portal/linked-device`),
    wayOut: frozen ? desk.captures.wayOut(captures) : null,
    captures: captures.times,
    now: desk.scope.now(),
  };
}

/** Whom to ask about a freeze. */
export function helpDesk(desk: Desk): CardView['contact'] {
  const { contacts } = desk.scope.hub.file();
  const { contact: topic } = desk.scope.settings.capture;
  const found = contacts.find((one) => one.topic === topic) ?? contacts[0];
  return found ? { name: found.name, phone: found.phone, email: found.email, advice: found.advice } : null;
}
