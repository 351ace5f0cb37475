import { z } from 'zod';
import type { Language } from '../../../core/domain/languages.js';
import { Problem } from '../../../core/domain/problem.js';
import { type Answer, type AnyRoute, type RouteAsk, route } from '../../../core/http/route.js';
import { campusOf } from '../../../core/http/routes/campus-of.js';
import type { Snapshot } from '../../../core/snapshots/snapshot.js';
import type { Context } from '../../../core/use-cases/context.js';
import { type GroupView, readGroup } from '../../../core/use-cases/visits/read-group.js';
import { registerMember } from '../../../core/use-cases/visits/register-member.js';
import type { MemberAsk } from '../../../core/use-cases/visits/visit-ask.js';
import { saidOf } from '../../components/visit-fields/faults.js';
import { languageOf, one, type Typed, typedForm } from '../../components/visit-fields/typed.js';
import { sentenceSheet, UNSEEN } from '../../components/visitor-sheet/visitor-sheet.js';
import { groupCookie, groupToken, isToken } from './group-cookie.js';
import { groupSheet } from './sheet.js';
import { GROUP_WORDS } from './words.js';

/** Where the members of a group register themselves, from the host's link. */
export function groupPages(context: Context): AnyRoute[] {
  return [openRoute(context), formRoute(context), registerRoute(context)];
}

function openRoute(context: Context): AnyRoute {
  return route({
    method: 'get',
    path: '/{campus}/g/{token}',
    role: 'public',
    summary: 'The registration link of a group: swapped for a cookie, then to the form',
    handle({ params, language }) {
      const snapshot = campusOf(context, params);
      const { token = '' } = params;
      if (!isToken(token)) return { ...ended(snapshot, language), headers: UNSEEN };
      const { slug } = snapshot;
      return { redirect: `/${slug}/group`, cookies: [groupCookie(slug, token)], headers: UNSEEN };
    },
  });
}

function formRoute(context: Context): AnyRoute {
  const query = z.object({ done: z.enum(['approved', 'requested']).optional() });
  return route<undefined, z.output<typeof query>>({
    method: 'get',
    path: '/{campus}/group',
    role: 'public',
    summary: 'Register with a group',
    query,
    handle: (ask) =>
      withGroup(context, ask, async ({ snapshot, group }) => {
        const { language } = ask;
        const { done } = GROUP_WORDS[language];
        if (ask.query.done === undefined)
          return groupSheet(snapshot, group, { typed: {}, said: {}, language, now: context.now() });
        const another = { label: done.another, href: `/${snapshot.slug}/group` };
        const link = group.left > 0 ? another : null;
        return sentenceSheet(snapshot, language, { title: done.title, text: done[ask.query.done], link });
      }),
  });
}

function registerRoute(context: Context): AnyRoute {
  return route<Typed>({
    method: 'post',
    path: '/{campus}/group',
    role: 'public',
    summary: 'Register with a group',
    body: typedForm,
    handle: (ask) =>
      withGroup(context, ask, async ({ snapshot, group, token }) => {
        const { body: typed, language } = ask;
        try {
          const { state } = await registerMember(context, snapshot, token, memberOf(typed, language));
          return { redirect: `/${snapshot.slug}/group?done=${state}` };
        } catch (error) {
          if (!(error instanceof Problem)) throw error;
          if (error.code === 'group_full')
            return sentenceSheet(snapshot, language, { ...GROUP_WORDS[language].full, status: 409 });
          if (error.code !== 'visit_invalid') throw error;
          const said = saidOf(error, language);
          return groupSheet(snapshot, group, { typed, said, language, now: context.now() });
        }
      }),
  });
}

function memberOf(typed: Typed, language: Language): MemberAsk {
  return {
    name: one(typed, 'name'),
    contact: one(typed, 'contact'),
    organisation: one(typed, 'organisation') || undefined,
    language: languageOf(typed, language),
    way: one(typed, 'way') === 'mainland' ? 'mainland' : 'foreign',
  };
}

type Ask = Pick<RouteAsk<unknown, unknown>, 'params' | 'request' | 'language'>;

/** Runs `show` with the group whose link this browser opened; a link that has ended is told calmly. */
async function withGroup(
  context: Context,
  { params, request, language }: Ask,
  show: (found: { snapshot: Snapshot; group: GroupView; token: string }) => Promise<Answer>,
): Promise<Answer> {
  const snapshot = campusOf(context, params);
  const token = groupToken(request, snapshot.slug);
  if (token === null) return ended(snapshot, language);
  try {
    return await show({ snapshot, token, group: await readGroup(context, snapshot, token) });
  } catch (error) {
    if (!(error instanceof Problem) || error.code !== 'link_ended') throw error;
    return ended(snapshot, language);
  }
}

function ended(snapshot: Snapshot, language: Language): Answer {
  return sentenceSheet(snapshot, language, { ...GROUP_WORDS[language].ended, status: 404 });
}
