import { Problem } from '../../../core/domain/problem.js';
import { type AnyRoute, route } from '../../../core/http/route.js';
import { campusOf } from '../../../core/http/routes/campus-of.js';
import { LinkRate } from '../../../core/http/routes/pass-rate.js';
import { heldSession, passCookie } from '../../../core/http/routes/pass-session.js';
import type { Context } from '../../../core/use-cases/context.js';
import { openLink } from '../../../core/use-cases/visits/open-link.js';
import { sentenceSheet, UNSEEN } from '../../components/visitor-sheet/visitor-sheet.js';
import { PASS_WORDS } from './words.js';

/** `/{campus}/v/{token}`: swaps the link of a message for the pass cookie, so that the token stands in no later address. */
export function openPassRoute(context: Context): AnyRoute {
  const rate = new LinkRate();
  return route({
    method: 'get',
    path: '/{campus}/v/{token}',
    role: 'public',
    summary: 'The link in an invitation: swapped for a cookie, then to the pass',
    async handle({ params, language, remoteAddress, request }) {
      const snapshot = campusOf(context, params);
      const held = heldSession(request, snapshot.slug);
      const open = () => openLink(context, snapshot, params['token'] ?? '', held);
      try {
        const opened = await rate.counted(remoteAddress, context.now(), open);
        const cookies = [passCookie(snapshot.slug, opened, context.now())];
        return { redirect: `/${snapshot.slug}/pass`, cookies, headers: UNSEEN };
      } catch (error) {
        if (!(error instanceof Problem) || error.code !== 'link_ended') throw error;
        const answer = sentenceSheet(snapshot, language, { ...PASS_WORDS[language].calm.ended, status: 404 });
        return { ...answer, headers: UNSEEN };
      }
    },
  });
}
