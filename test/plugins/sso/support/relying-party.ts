import {
  allowInsecureRequests,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  ClientSecretBasic,
  type Configuration,
  calculatePKCECodeChallenge,
  discovery,
  None,
  randomNonce,
  randomPKCECodeVerifier,
  randomState,
} from 'openid-client';

export interface Leaving {
  url: URL;
  /** Redeems the code that came back; `by` the same portal, through another node perhaps. */
  redeem(callback: URL, by?: Configuration): ReturnType<typeof authorizationCodeGrant>;
}

/** An ordinary portal, with a library that is not ours. */
export async function relyingParty(
  issuer: string,
  client: { clientId: string; clientSecret?: string },
): Promise<Configuration> {
  const auth = client.clientSecret === undefined ? None() : ClientSecretBasic(client.clientSecret);
  return discovery(new URL(issuer), client.clientId, undefined, auth, { execute: [allowInsecureRequests] });
}

export async function leave(
  configuration: Configuration,
  redirectUri: string,
  more: Record<string, string> = {},
): Promise<Leaving> {
  const [pkceCodeVerifier, expectedState, expectedNonce] = [
    randomPKCECodeVerifier(),
    randomState(),
    randomNonce(),
  ];
  const url = buildAuthorizationUrl(configuration, {
    redirect_uri: redirectUri,
    scope: 'openid profile',
    state: expectedState,
    nonce: expectedNonce,
    code_challenge: await calculatePKCECodeChallenge(pkceCodeVerifier),
    code_challenge_method: 'S256',
    ...more,
  });
  const checks = { pkceCodeVerifier, expectedState, expectedNonce };
  return { url, redeem: (callback, by = configuration) => authorizationCodeGrant(by, callback, checks) };
}
