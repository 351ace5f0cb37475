import { createHmac } from 'node:crypto';
import type { ClientMetadata } from 'oidc-provider';
import type { Scope } from '../../../core/host/plugin.js';
import type { PortalClient, SsoSettings } from '../settings.js';

/** The hub's own pages (core/http/session): a public client, since PKCE and an exact address protect its codes. */
export const HUB = 'gatehouse';
const SCOPES = 'openid profile email';

export function clientsOf(scope: Pick<Scope<SsoSettings>, 'campus' | 'settings' | 'node'>): ClientMetadata[] {
  return [hubClient(scope.node.publicUrl, scope.campus.slug), ...scope.settings.clients.map(portalClient)];
}

/** Clients whose people are not asked for consent. */
export function isTrusted({ clients }: SsoSettings, clientId: string): boolean {
  return clientId === HUB || clients.some((client) => client.clientId === clientId && client.trusted);
}

/** Origins to which a sign-in may lead back: the pages' content security policy names them. */
export function clientOrigins({ clients }: SsoSettings): string[] {
  const uris = clients.flatMap((client) => [...client.redirectUris, ...client.postLogoutRedirectUris]);
  return [...new Set(uris.map((uri) => new URL(uri).origin))];
}

/** A client's sector, to which its subjects belong: the one host of its addresses (OpenID Connect Core 8.1). */
export function sectorOf(redirectUris: readonly string[] | undefined): string {
  return new URL(redirectUris?.[0] ?? 'https://unknown.invalid').host;
}

/** Joining the subjects of two sectors takes our key. */
export function pairwiseSubject(key: Buffer, campus: number, sector: string, account: string): string {
  return createHmac('sha256', key).update(`${campus}/${sector}/${account}`).digest('base64url');
}

function hubClient(publicUrl: string, slug: string): ClientMetadata {
  return {
    client_id: HUB,
    client_name: 'Gatehouse',
    token_endpoint_auth_method: 'none',
    redirect_uris: [`${publicUrl}/${slug}/signed-in`],
    post_logout_redirect_uris: [`${publicUrl}/`, `${publicUrl}/${slug}`],
    response_types: ['code'],
    grant_types: ['authorization_code'],
    subject_type: 'pairwise',
    id_token_signed_response_alg: 'ES256',
    scope: `${SCOPES} gatehouse`,
  };
}

function portalClient(client: PortalClient): ClientMetadata {
  return {
    client_id: client.clientId,
    client_name: client.name ?? client.clientId,
    redirect_uris: client.redirectUris,
    post_logout_redirect_uris: client.postLogoutRedirectUris,
    response_types: ['code'],
    grant_types: ['authorization_code', 'refresh_token'],
    subject_type: 'pairwise',
    id_token_signed_response_alg: client.signing,
    scope: `${SCOPES} offline_access${client.hubApi ? ' gatehouse' : ''}`,
    ...(client.clientSecret === undefined
      ? { token_endpoint_auth_method: 'none' as const }
      : { client_secret: client.clientSecret, token_endpoint_auth_method: 'client_secret_basic' as const }),
  };
}
