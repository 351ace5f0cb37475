import { z } from 'zod';
import { CONSOLE_PAGES } from '../../../core/http/page/console-nav.js';
import { template } from '../../../core/http/page/template.js';
import { type AnyRoute, type RouteAsk, route } from '../../../core/http/route.js';
import { campusOf } from '../../../core/http/routes/campus-of.js';
import { helperOf } from '../../../core/http/routes/helper-of.js';
import { HOLDER_VERBS, isSamePerson } from '../../../core/use-cases/people/act-on-holder.js';
import { readDecisions } from '../../../core/use-cases/people/read-decisions.js';
import { type PeopleDesk, peoplePage } from './frame.js';
import { personNamed } from './person-named.js';
import { personView } from './person-view.js';

const page = template<ReturnType<typeof personView>>(new URL('./person.hbs', import.meta.url));
const query = z.strictObject({
  done: z.enum(HOLDER_VERBS).optional().catch(undefined),
  problem: z
    .string()
    .regex(/^[a-z_]{1,40}$/)
    .optional()
    .catch(undefined),
  decisions: z.literal('show').optional().catch(undefined),
});
type Query = z.output<typeof query>;

/** One person: how the right stands and why, and what can be done. */
export function personRoute(desk: PeopleDesk): AnyRoute {
  return route<undefined, Query>({
    method: 'get',
    path: '/{campus}/console/people/{person}',
    role: CONSOLE_PAGES.people.roles,
    summary: 'The page of one person',
    query,
    handle: async (ask) => ({ html: await show(desk, ask) }),
  });
}

async function show(desk: PeopleDesk, ask: RouteAsk<undefined, Query>): Promise<string> {
  const { context } = desk;
  const snapshot = campusOf(context, ask.params);
  const helper = helperOf(ask.principal);
  const person = await personNamed(context, snapshot, ask.params);
  const { done, problem, decisions } = ask.query;
  const view = personView({
    snapshot,
    language: ask.language,
    person,
    isAdmin: helper.isAdmin,
    isSelf: await isSamePerson(context, snapshot, helper.person, person.id),
    decisions: decisions && helper.isAdmin ? await readDecisions(context, snapshot, helper, person.id) : null,
    done,
    problem,
  });
  return peoplePage(desk, ask, { title: view.words.title, body: page(view) });
}
