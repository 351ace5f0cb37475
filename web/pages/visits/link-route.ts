import { z } from 'zod';
import { type AnyRoute, route } from '../../../core/http/route.js';
import type { Context } from '../../../core/use-cases/context.js';
import { copyLink } from '../../../core/use-cases/visits/copy-link.js';
import { readVisit } from '../../../core/use-cases/visits/read-visit.js';
import { atDesk } from './desk.js';
import { detailSheet } from './detail.js';

const body = z.object({ visitor: z.string().max(64).default('') });

/**
 * `POST /{campus}/visits/{visit}`: mints a further link, of a visitor or of a group's registration, and shows it on the page
 * itself: a redirect would have to keep it somewhere.
 */
export function linkRoute(context: Context, publicUrl: string): AnyRoute {
  return route<z.output<typeof body>>({
    method: 'post',
    path: '/{campus}/visits/{visit}',
    role: 'holder',
    summary: 'Copy a link of a visit',
    body,
    handle: (ask) =>
      atDesk(context, ask, async (desk) => {
        const { snapshot, host, words } = desk;
        const id = ask.params['visit'] ?? '';
        const visitor = ask.body.visitor || undefined;
        const { url } = await copyLink(context, snapshot, host, { visit: id, visitor, publicUrl });
        const visit = await readVisit(context, snapshot, host, id);
        const way = visit.visitors.find((one) => one.id === visitor)?.way;
        const { linkHint, linkMainland, groupLinkHint } = words.detail;
        const hint = visitor === undefined ? groupLinkHint : way === 'mainland' ? linkMainland : linkHint;
        return detailSheet(desk, visit, { link: { url, hint } });
      }),
  });
}
