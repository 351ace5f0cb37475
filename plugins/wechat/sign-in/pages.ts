import { z } from 'zod';
import { localized } from '../../../core/domain/languages.js';
import { ineligibleSentence } from '../../../core/domain/sentences/index.js';
import { template } from '../../../core/http/page/template.js';
import { type Answer, type AnyRoute, route } from '../../../core/http/route.js';
import type { Ask, Desk } from '../desk.js';
import { framed } from '../frame.js';
import { SIGN_IN_WORDS, type SignInWords } from './words.js';

const confirmPage = template<{
  words: SignInWords;
  lead: string;
  name: string;
  action: string;
  ticket: string;
}>(new URL('./confirm.hbs', import.meta.url));
const donePage = template<{ words: SignInWords; code: string }>(new URL('./done.hbs', import.meta.url));
const noticePage = template<{ title: string; text: string }>(new URL('./notice.hbs', import.meta.url));

const ticketText = z.object({ ticket: z.string().max(128).default('') });
const codeText = z.object({
  code: z
    .string()
    .regex(/^\d{8}$/)
    .catch(''),
});

/**
 * The pages of the web view. Being `holder` pages they lead to the campus's own sign-in page first, with its throttles and
 * whatever it asks for; the password never meets the mini program.
 */
export function signInPages(desk: Desk): AnyRoute[] {
  return [askRoute(desk), confirmRoute(desk), doneRoute(desk)];
}

function askRoute(desk: Desk): AnyRoute {
  return route<undefined, z.output<typeof ticketText>>({
    method: 'get',
    path: desk.paths.signIn,
    role: 'holder',
    summary: 'Mini program: sign in, in a web view',
    query: ticketText as z.ZodType<z.output<typeof ticketText>>,
    async handle(ask) {
      const words = SIGN_IN_WORDS[ask.language];
      if (!(await desk.signIns.isOpen(ask.query.ticket))) return over(desk, ask);
      const codeName = localized(desk.scope.hub.file().branding.codeName, ask.language);
      const name = ask.principal?.kind === 'person' ? ask.principal.displayName : '';
      const view = { words, lead: words.lead(codeName), name, action: desk.paths.signIn };
      const body = confirmPage({ ...view, ticket: ask.query.ticket });
      return framed(desk, ask, { title: words.title, body, account: true });
    },
  });
}

function confirmRoute(desk: Desk): AnyRoute {
  return route<z.output<typeof ticketText>>({
    method: 'post',
    path: desk.paths.signIn,
    role: 'holder',
    summary: 'Mini program: the person confirms the sign-in',
    body: ticketText as z.ZodType<z.output<typeof ticketText>>,
    async handle(ask) {
      const person = ask.principal?.kind === 'person' ? ask.principal.person : null;
      if (person === null) return unknown(desk, ask);
      const code = await desk.signIns.confirm(ask.body.ticket, person);
      return code === null ? over(desk, ask) : { redirect: `${desk.paths.signedIn}?code=${code}` };
    },
  });
}

/** Public: it says nothing but what its own address says. */
function doneRoute(desk: Desk): AnyRoute {
  return route<undefined, z.output<typeof codeText>>({
    method: 'get',
    path: desk.paths.signedIn,
    role: 'public',
    summary: 'Mini program: back to it, with the code that ends the sign-in',
    query: codeText as z.ZodType<z.output<typeof codeText>>,
    handle(ask) {
      const words = SIGN_IN_WORDS[ask.language];
      if (ask.query.code === '') return over(desk, ask);
      return framed(desk, ask, { title: words.doneTitle, body: donePage({ words, code: ask.query.code }) });
    },
  });
}

function over(desk: Desk, ask: Ask): Answer {
  const { overTitle: title, over: text } = SIGN_IN_WORDS[ask.language];
  return framed(desk, ask, { title, body: noticePage({ title, text }), status: 410 });
}

/** Somebody who can sign in and of whom no source told. */
async function unknown(desk: Desk, ask: Ask): Promise<Answer> {
  const affiliation = ask.principal?.kind === 'person' ? ask.principal.affiliation : null;
  const { sentence } = await desk.scope.hub.showCard(null, affiliation);
  const text = localized(sentence ?? ineligibleSentence('not_current_appointee'), ask.language);
  const title = SIGN_IN_WORDS[ask.language].unknownTitle;
  return framed(desk, ask, { title, body: noticePage({ title, text }), account: true, status: 403 });
}
