import { z } from 'zod';
import { Problem } from '../../../core/domain/problem.js';
import type { PluginHost } from '../../../core/host/plugin-host.js';
import { CONSOLE_PAGES } from '../../../core/http/page/console-nav.js';
import { template } from '../../../core/http/page/template.js';
import { type AnyRoute, type RouteAsk, route } from '../../../core/http/route.js';
import { campusOf } from '../../../core/http/routes/campus-of.js';
import { actorAs } from '../../../core/http/routes/staff-actor.js';
import { seenPoints } from '../../../core/http/seen-points.js';
import { searchEvents } from '../../../core/store/events-search.js';
import type { Context } from '../../../core/use-cases/context.js';
import { type ExplainedEvent, explainEvent } from '../../../core/use-cases/explain-event.js';
import { noteHolderRead } from '../../../core/use-cases/people/note-holder-read.js';
import { consolePage } from '../../components/console-frame/console-frame.js';
import { detailView } from './detail.js';
import { type ListAsk, listView } from './list.js';
import { type EventsQuery, eventsQuery, readFilter } from './read-filter.js';

const listPage = template<ReturnType<typeof listView>>(new URL('./list.hbs', import.meta.url));
const detailPage = template<ReturnType<typeof detailView>>(new URL('./detail.hbs', import.meta.url));
const { roles } = CONSOLE_PAGES.events;
const ON_A_PAGE = 50;
const EVENT_ID = /^\d{1,15}$/;
const oneQuery = z.object({ holder: z.literal('show').optional().catch(undefined) });

/** `/{campus}/console/events`: decisions as they happen and searched, and each one by itself with its explanation. */
export function consoleEventPages(context: Context, host: PluginHost): AnyRoute[] {
  const list = route({
    method: 'get',
    path: '/{campus}/console/events',
    role: roles,
    summary: 'The page of decisions',
    query: eventsQuery,
    async handle(ask) {
      const found = await search(context, ask);
      const view = listView(found);
      const { snapshot, wrong } = found;
      const { principal, language } = ask;
      const html = consolePage({
        ...{ host, snapshot, principal, language, page: 'events', title: view.words.title },
        body: listPage(view),
        scripts: view.isLive ? ['live-decisions'] : [],
        style: 'console-events',
      });
      return { status: wrong.size > 0 ? 422 : 200, html };
    },
  });
  const one = route({
    method: 'get',
    path: '/{campus}/console/events/{event}',
    role: roles,
    summary: 'One decision and how it came about',
    query: oneQuery,
    async handle({ params, principal, language, query }) {
      const snapshot = campusOf(context, params);
      const explained = await find(context, { params, principal });
      const own = principal?.kind === 'person' ? principal.roles : [];
      if (query.holder && explained.person !== null) {
        // An admin's alone, as on the person's own page: `not_your_role` for all others.
        await noteHolderRead(context, snapshot, { actor: actorAs(principal, ['admin']) }, explained.person);
        return { redirect: `/${snapshot.slug}/console/people/${explained.person}` };
      }
      const view = detailView({ snapshot, language, roles: own, explained });
      const title = view.words.title;
      return {
        html: consolePage({
          ...{ host, snapshot, principal, language, page: 'events', title },
          body: detailPage(view),
          style: 'console-events',
        }),
      };
    },
  });
  return [list, one];
}

/** A form that cannot be read finds nothing. */
async function search(
  context: Context,
  { params, principal, language, query }: RouteAsk<undefined, EventsQuery>,
): Promise<ListAsk> {
  const snapshot = campusOf(context, params);
  const { campus, slug, file } = snapshot;
  const seen = seenPoints(snapshot, principal, roles);
  const { filter, wrong } = readFilter(query, file.campus.timeZone);
  const ask = { ...filter, campus, slug, seen, before: query.before, limit: ON_A_PAGE };
  const nothing = { items: [], next: null, lookedTo: null };
  const found = wrong.size > 0 ? nothing : await searchEvents(context.pool, ask);
  return { snapshot, language, seen, query, wrong, found };
}

/** Throws `event_unknown` (404), also for what happened at points that the reader may not see. */
async function find(
  context: Context,
  { params, principal }: Pick<RouteAsk<undefined, undefined>, 'params' | 'principal'>,
): Promise<ExplainedEvent> {
  const snapshot = campusOf(context, params);
  const id = params['event'] ?? '';
  const explained = EVENT_ID.test(id) ? await explainEvent(context, snapshot, Number(id)) : null;
  const seen = seenPoints(snapshot, principal, roles);
  if (!explained || (seen !== null && !seen.includes(explained.event.point)))
    throw new Problem(404, 'event_unknown', 'There is no such decision.');
  return explained;
}
