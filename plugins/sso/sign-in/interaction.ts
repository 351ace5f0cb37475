import type { Request, Response } from 'express';
import type { Provider } from 'oidc-provider';
import type { Language } from '../../../core/domain/languages.js';
import { errors } from '../provider/library.js';
import type { Reader } from './pages.js';
import type { SignInParts } from './parts.js';

type ProviderInteraction = Awaited<ReturnType<Provider['interactionDetails']>>;

/** A sign-in under way, as far as its pages need to know. */
export interface Interaction {
  prompt: string;
  clientId: string;
  /** OIDC `login_hint`: whose name is filled in. */
  loginHint: string;
  /** The page stands in another page's frame, as in the demo's phone; browsers that do not say so are not framed. */
  framed: boolean;
  reader: Reader;
  details: ProviderInteraction;
}

interface Ask {
  request: Request;
  response: Response;
  params: Record<string, string>;
  language: Language;
}

/** Null when it has ended, or is not this browser's: its signed cookie says which one is. */
export async function readInteraction(
  { provider, pages }: SignInParts,
  ask: Ask,
): Promise<Interaction | null> {
  const details = await find(provider, ask);
  if (details === null || details.uid !== ask.params['uid']) return null;
  const { login_hint: hint, client_id: clientId, ui_locales: locales } = details.params;
  return {
    prompt: details.prompt.name,
    clientId: String(clientId),
    framed: ask.request.headers['sec-fetch-dest'] === 'iframe',
    loginHint: typeof hint === 'string' ? hint.slice(0, 256) : '',
    reader:
      chosenHere(ask) || typeof locales !== 'string' ? pages.reader(ask.language) : pages.readerOf(locales),
    details,
  };
}

async function find(provider: Provider, { request, response }: Ask): Promise<ProviderInteraction | null> {
  try {
    return await provider.interactionDetails(request, response);
  } catch (error) {
    if (error instanceof errors.SessionNotFound) return null;
    throw error;
  }
}

/** Notes the result and answers where the browser goes on. */
export async function finish(
  under: Interaction,
  result: NonNullable<ProviderInteraction['result']>,
): Promise<string> {
  const { details } = under;
  details.result = { ...details.lastSubmission, ...result };
  await details.persist();
  return details.returnTo;
}

/** A language chosen on the page itself outweighs what the portal asked for. */
function chosenHere({ request }: Ask): boolean {
  return request.query['lang'] !== undefined;
}
