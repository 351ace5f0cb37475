import { z } from 'zod';
import { Problem } from '../../domain/problem.js';
import type { PluginHost } from '../../host/plugin-host.js';
import type { Snapshot } from '../../snapshots/snapshot.js';
import type { Context } from '../../use-cases/context.js';
import { type AnyRoute, route } from '../route.js';
import { Issuers, type NodeAddress } from './issuer.js';
import { leaveForIssuer } from './leave-for-issuer.js';
import { receiveSignIn } from './receive-sign-in.js';
import { signOut } from './sign-out.js';

export interface SessionParts {
  context: Context;
  issuers: Issuers;
  node: NodeAddress;
}

/** The hub's own pages sign in through the campus's issuer, as any portal does (OpenID Connect, code flow with PKCE). */
export function sessionRoutes(
  context: Context,
  host: Pick<PluginHost, 'hooks'>,
  node: NodeAddress,
): AnyRoute[] {
  const parts: SessionParts = { context, node, issuers: new Issuers(node) };
  const campus = (slug: string | undefined) => campusWithSignIn(context, host, slug);
  return [
    route({
      method: 'get',
      path: '/{campus}/sign-in',
      role: 'public',
      summary: 'Begins a sign-in and leads back to `to`',
      query: z.object({ to: z.string().max(2_000).optional(), login_hint: z.string().max(256).optional() }),
      handle: (ask) => leaveForIssuer(parts, campus(ask.params['campus']), ask),
    }),
    route({
      method: 'get',
      path: '/{campus}/signed-in',
      role: 'public',
      summary: 'Where the issuer leads back to',
      handle: (ask) => receiveSignIn(parts, campus(ask.params['campus']), ask),
    }),
    route({
      method: 'post',
      path: '/{campus}/sign-out',
      role: 'public',
      summary: 'Ends the session here and at the issuer',
      handle: (ask) => signOut(parts, campusOf(context, ask.params['campus']), ask),
    }),
  ];
}

function campusOf(context: Context, slug: string | undefined): Snapshot {
  const snapshot = context.snapshots.bySlug(slug ?? '');
  if (snapshot === undefined) throw new Problem(404, 'campus_unknown', 'There is no such campus.');
  return snapshot;
}

/** Whichever plugin knows the campus's people brings the issuer; without one nobody can sign in. */
function campusWithSignIn(
  context: Context,
  host: Pick<PluginHost, 'hooks'>,
  slug: string | undefined,
): Snapshot {
  const snapshot = campusOf(context, slug);
  if (host.hooks(snapshot.campus).all('person:authenticate').length > 0) return snapshot;
  throw new Problem(404, 'sign_in_not_enabled', 'Sign-in is not enabled on this campus.');
}
