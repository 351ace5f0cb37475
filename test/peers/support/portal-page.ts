import { randomBytes } from 'node:crypto';
import { fencedBlock, readDocument } from '../../docs/fenced.js';

const PAGE = readDocument('docs/portal.md');

export const PORTAL_SECRET = randomBytes(27).toString('base64url');

/** The portal of docs/portal.md as an admin registers it, at the address where the test runs it. */
export function portalClient(portal: string) {
  return {
    clientId: 'library-portal',
    name: 'Library portal',
    redirectUris: [`${portal}/private/signed-in`],
    postLogoutRedirectUris: [`${portal}/bye`],
    clientSecret: PORTAL_SECRET,
    trusted: true,
  };
}

/** A block of the page, with the addresses of this run in place of the example's. */
export function portalBlock(
  language: 'apache' | 'js' | 'link',
  at: { issuer: string; portal: string },
): string {
  return fencedBlock(PAGE, language)
    .replaceAll('https://access.example.edu/oidc/demo-u', at.issuer)
    .replaceAll('https://portal.example.edu', at.portal)
    .replaceAll(encodeURIComponent('https://portal.example.edu'), encodeURIComponent(at.portal));
}
