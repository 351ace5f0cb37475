import type { Answer } from '../../../core/http/route.js';
import { finish, type Interaction } from './interaction.js';
import { consentPage } from './pages.js';
import type { SignInParts } from './parts.js';
import { WORDS } from './words.js';

/** Asks the person whether a portal may be told who they are. */
export async function showConsent(
  parts: SignInParts,
  { reader, clientId, details }: Interaction,
): Promise<Answer> {
  const words = WORDS[reader.language].scopes;
  const client = await parts.provider.Client.find(clientId);
  const scopes = String(details.params['scope'] ?? 'openid')
    .split(' ')
    .filter((scope): scope is keyof typeof words => Object.hasOwn(words, scope));
  const html = consentPage(
    reader,
    client?.clientName ?? clientId,
    scopes.map((scope) => words[scope]),
  );
  return { headers: parts.pages.headers, html };
}

export async function answerConsent(
  parts: SignInParts,
  under: Interaction,
  allowed: boolean,
): Promise<Answer> {
  if (!allowed) return { redirect: await finish(under, { error: 'access_denied' }) };
  const grantId = await allow(parts, under);
  return { redirect: await finish(under, { consent: { grantId } }) };
}

async function allow({ provider }: SignInParts, { details, clientId }: Interaction): Promise<string> {
  const known = details.grantId === undefined ? undefined : await provider.Grant.find(details.grantId);
  const grant = known ?? new provider.Grant({ clientId, accountId: details.session?.accountId ?? '' });
  grant.addOIDCScope(String(details.params['scope'] ?? 'openid'));
  return grant.save();
}
