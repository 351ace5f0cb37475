import { z } from 'zod';
import { CONSOLE_PAGES } from '../../../core/http/page/console-nav.js';
import { template } from '../../../core/http/page/template.js';
import { type Answer, type AnyRoute, route } from '../../../core/http/route.js';
import { campusOf } from '../../../core/http/routes/campus-of.js';
import { findPeople, type PeopleFound, type PersonHit } from '../../../core/use-cases/people/find-people.js';
import { type PageAsk, type PeopleDesk, peoplePage, peoplePath } from './frame.js';
import { STATE_TAGS } from './tags.js';
import { PEOPLE_WORDS, type PeopleWords } from './words/index.js';

interface View {
  words: PeopleWords;
  path: string;
  text: string;
  problem: string | null;
  searched: boolean;
  found: string;
  more: boolean;
  unfinished: boolean;
  people: ReturnType<typeof hitView>[];
}

const page = template<View>(new URL('./search.hbs', import.meta.url));
const { roles } = CONSOLE_PAGES.people;
const typed = z.object({ text: z.string().trim().max(128).catch('') });

/**
 * The search for people. Its answer is that of a POST, so that no name stands in an address, which logs and histories
 * keep.
 */
export function searchRoutes(desk: PeopleDesk): AnyRoute[] {
  const path = '/{campus}/console/people';
  const form = route({
    method: 'get',
    path,
    role: roles,
    summary: 'The page that people are searched on',
    handle: (ask) => show(desk, ask, { text: '', problem: null, found: null }),
  });
  const search = route<z.output<typeof typed>>({
    method: 'post',
    path,
    role: roles,
    summary: 'Search people by sign-in name, number or words of the name',
    body: typed,
    async handle(ask) {
      const { text } = ask.body;
      const problem = text === '' ? PEOPLE_WORDS[ask.language].empty : null;
      const snapshot = campusOf(desk.context, ask.params);
      const found = text === '' ? null : await findPeople(desk.context, snapshot, text);
      return show(desk, ask, { text, problem, found });
    },
  });
  return [form, search];
}

function show(
  desk: PeopleDesk,
  ask: PageAsk,
  { text, problem, found }: { text: string; problem: string | null; found: PeopleFound | null },
): Answer {
  const words = PEOPLE_WORDS[ask.language];
  const path = peoplePath(campusOf(desk.context, ask.params));
  const people = (found?.people ?? []).map((hit) => hitView(hit, words, path));
  const { more = false, unfinished = false } = found ?? {};
  const view = { words, path, text, problem, searched: found !== null, more, unfinished, people };
  const body = page({ ...view, found: words.found(people.length) });
  return {
    status: problem === null ? 200 : 422,
    html: peoplePage(desk, ask, { title: words.title, body }),
  };
}

function hitView(hit: PersonHit, words: PeopleWords, path: string) {
  return {
    href: `${path}/${hit.id}`,
    name: hit.displayName,
    state: words.states[hit.state],
    tag: STATE_TAGS[hit.state],
    phone: hit.hasPhone ? words.hasPhone : null,
    affiliation: words.affiliations[hit.affiliation],
    unit: hit.unit,
    login: hit.loginName,
    left: hit.left ? words.left : null,
  };
}
