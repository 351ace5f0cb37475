import { z } from 'zod';
import type { Scope } from '../../../core/host/plugin.js';
import { type Answer, type AnyRoute, type RouteAsk, route } from '../../../core/http/route.js';
import type { SsoSettings } from '../settings.js';
import { answerConsent, showConsent } from './consent.js';
import { type Interaction, readInteraction } from './interaction.js';
import { noticePage } from './pages.js';
import type { SignInParts } from './parts.js';
import { postSignIn } from './post-sign-in.js';
import { showSignIn } from './show-sign-in.js';

const form = z.object({
  intent: z.enum(['sign_in', 'allow', 'deny']).default('sign_in'),
  name: z.string().max(256).default(''),
  password: z.string().max(1024).default(''),
});
export type SignInForm = z.infer<typeof form>;

/** The pages of a sign-in under way: the provider leads here, and is led back to. */
export function signInRoutes(scope: Scope<SsoSettings>, parts: SignInParts): AnyRoute[] {
  const path = `/${scope.campus.slug}/sign-in/{uid}`;
  return [
    route({
      method: 'get',
      path,
      role: 'public',
      summary: 'The sign-in page of a sign-in under way',
      handle: (ask) => onInteraction(parts, ask, (under) => show(parts, under)),
    }),
    route({
      method: 'post',
      path,
      role: 'public',
      summary: 'Sends the sign-in or consent page',
      body: form,
      handle: (ask) => onInteraction(parts, ask, (under) => take(parts, under, ask.body, ask.remoteAddress)),
    }),
  ];
}

async function onInteraction<Body>(
  parts: SignInParts,
  ask: RouteAsk<Body, undefined>,
  work: (under: Interaction) => Promise<Answer>,
): Promise<Answer> {
  const under = await readInteraction(parts, ask);
  if (under !== null) return work(under);
  const { pages } = parts;
  const html = noticePage(pages.reader(ask.language), 'expired', { href: `/${pages.slug}/sign-in` });
  return { status: 410, html, headers: pages.headers };
}

async function show(parts: SignInParts, under: Interaction): Promise<Answer> {
  return under.prompt === 'consent' ? showConsent(parts, under) : showSignIn(parts, under);
}

async function take(
  parts: SignInParts,
  under: Interaction,
  sent: SignInForm,
  remoteAddress: string,
): Promise<Answer> {
  if (under.prompt === 'consent') return answerConsent(parts, under, sent.intent === 'allow');
  return postSignIn(parts, under, { name: sent.name, password: sent.password, remoteAddress });
}
