import {
  allowInsecureRequests,
  type Configuration,
  type CustomFetch,
  customFetch,
  discovery,
  None,
} from 'openid-client';
import { Problem } from '../../domain/problem.js';

/** What the hub's pages need to know of the node that they run on. */
export interface NodeAddress {
  publicUrl: string;
  localUrl: string;
}

/** The hub's own pages, as every campus's issuer knows them. */
const CLIENT = 'gatehouse';
const SECONDS = 10;

/** The issuers of all campuses, each asked once for its description. */
export class Issuers {
  readonly #known = new Map<string, Promise<Configuration>>();

  constructor(private readonly node: NodeAddress) {}

  /** Throws `sign_in_unavailable` (503) when the issuer does not answer; the next one asks again. */
  async of(slug: string): Promise<Configuration> {
    const found = this.#known.get(slug) ?? this.#discover(slug);
    this.#known.set(slug, found);
    try {
      return await found;
    } catch {
      this.#known.delete(slug);
      throw new Problem(503, 'sign_in_unavailable', 'The sign-in of this campus does not answer right now.');
    }
  }

  #discover(slug: string): Promise<Configuration> {
    const issuer = new URL(`${this.node.publicUrl}/oidc/${slug}`);
    return discovery(issuer, CLIENT, undefined, None(), {
      [customFetch]: throughLocal(this.node),
      timeout: SECONDS,
      ...(issuer.protocol === 'http:' ? { execute: [allowInsecureRequests] } : {}),
    });
  }
}

/**
 * Requests to the issuer go to this node itself: its public address may not be reachable from inside. The issuer
 * builds its addresses from the configured one, so what it says stays the same; the forwarded headers tell a proxy's tale.
 */
function throughLocal({ publicUrl, localUrl }: NodeAddress): CustomFetch {
  const { origin, host, protocol } = new URL(publicUrl);
  return (address, options) => {
    const url = new URL(address);
    if (url.origin !== origin) throw new Error('the issuer leads to another origin');
    const headers = {
      ...options.headers,
      'x-forwarded-host': host,
      'x-forwarded-proto': protocol.slice(0, -1),
    };
    return fetch(new URL(`${url.pathname}${url.search}`, localUrl), {
      ...options,
      headers,
      redirect: 'manual',
    } as RequestInit);
  };
}
