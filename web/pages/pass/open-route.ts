import { Problem } from '../../../core/domain/problem.js';
import { type AnyRoute, route } from '../../../core/http/route.js';
import { campusOf } from '../../../core/http/routes/campus-of.js';
import type { Context } from '../../../core/use-cases/context.js';
import { openLink } from '../../../core/use-cases/visits/open-link.js';
import { passCookie } from './cookie.js';
import { calmSheet } from './sheet.js';

/** Nobody hears of this address: not the next page, not a store, not a search engine. */
const UNSEEN = {
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-store',
  'x-robots-tag': 'noindex',
};

/** `/{campus}/v/{token}`: swaps the link of a message for the pass cookie, so that the token stands in no later address. */
export function openPassRoute(context: Context): AnyRoute {
  return route({
    method: 'get',
    path: '/{campus}/v/{token}',
    role: 'public',
    summary: 'The link in an invitation: swapped for a cookie, then to the pass',
    async handle({ params, language }) {
      const snapshot = campusOf(context, params);
      const { slug } = snapshot;
      try {
        const { session, until } = await openLink(context, snapshot, params['token'] ?? '');
        const seconds = (until - context.now()) / 1000;
        return { redirect: `/${slug}/pass`, cookies: [passCookie(slug, session, seconds)], headers: UNSEEN };
      } catch (error) {
        if (!(error instanceof Problem) || error.code !== 'link_ended') throw error;
        const answer = calmSheet(snapshot, language, { why: 'ended', status: 404 });
        return { ...answer, headers: UNSEEN };
      }
    },
  });
}
