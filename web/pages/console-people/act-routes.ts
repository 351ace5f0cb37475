import { z } from 'zod';
import { Problem } from '../../../core/domain/problem.js';
import { CONSOLE_PAGES } from '../../../core/http/page/console-nav.js';
import { template } from '../../../core/http/page/template.js';
import { type Answer, type AnyRoute, type RouteAsk, route } from '../../../core/http/route.js';
import { campusOf } from '../../../core/http/routes/campus-of.js';
import { helperOf } from '../../../core/http/routes/helper-of.js';
import { readHolder } from '../../../core/use-cases/find-holder.js';
import { HOLD_CAUSES, type HoldCause } from '../../../core/use-cases/hold-credential.js';
import { actOnHolder, HOLDER_VERBS, type HolderVerb } from '../../../core/use-cases/people/act-on-holder.js';
import { choiceField, textArea } from '../../components/form/fields.js';
import { formOf } from '../../components/form/form.js';
import { type PageAsk, type PeopleDesk, peoplePage, peoplePath } from './frame.js';
import { PEOPLE_WORDS } from './words/index.js';

const page = template<{ title: string; text: string; form: string }>(new URL('./ask.hbs', import.meta.url));
const { roles } = CONSOLE_PAGES.people;
const MOST_NOTE = 500;

/** What is likely for each; what was sent is taken whichever it is. */
const OFFERED: Record<HolderVerb, readonly HoldCause[]> = {
  freeze: ['lost_phone', 'code_shared', 'screen_capture', 'misuse', 'asked_by_holder', 'other'],
  release: ['settled', 'mistake', 'asked_by_holder', 'other'],
  'log-out': ['lost_phone', 'asked_by_holder', 'misuse', 'other'],
  suspend: ['investigation', 'misuse', 'code_shared', 'asked_by_holder', 'other'],
  revoke: ['misuse', 'code_shared', 'investigation', 'asked_by_holder', 'other'],
};

const typed = z.object({
  cause: z.enum(HOLD_CAUSES).optional().catch(undefined),
  note: z.string().trim().max(5_000).default(''),
});
type Typed = z.output<typeof typed>;

/** Each thing that can be done to a person's right or phone: a page that asks once more and why, and the deed. */
export function actRoutes(desk: PeopleDesk): AnyRoute[] {
  return HOLDER_VERBS.flatMap((verb) => [askRoute(desk, verb), doRoute(desk, verb)]);
}

function askRoute(desk: PeopleDesk, verb: HolderVerb): AnyRoute {
  return route({
    method: 'get',
    path: `/{campus}/console/people/{person}/${verb}`,
    role: roles,
    summary: `The page that asks before: ${verb}`,
    handle: (ask) => show(desk, ask, verb, null),
  });
}

function doRoute(desk: PeopleDesk, verb: HolderVerb): AnyRoute {
  return route<Typed>({
    method: 'post',
    path: `/{campus}/console/people/{person}/${verb}`,
    role: roles,
    summary: `From a person's page: ${verb}`,
    body: typed,
    async handle(ask) {
      const { cause, note } = ask.body;
      if (cause === undefined || note.length > MOST_NOTE) return show(desk, ask, verb, ask.body);
      return act(desk, ask, verb, { cause, note });
    },
  });
}

/** What stands in the way is said on the person's page: it shows how things are now. */
async function act(
  { context }: PeopleDesk,
  ask: RouteAsk<Typed, undefined>,
  verb: HolderVerb,
  why: { cause: HoldCause; note: string },
): Promise<Answer> {
  const snapshot = campusOf(context, ask.params);
  const { id } = await holderNamed({ context }, ask);
  const to = `${peoplePath(snapshot)}/${id}`;
  try {
    await actOnHolder(context, snapshot, helperOf(ask.principal), verb, { person: id, ...why });
  } catch (error) {
    if (!(error instanceof Problem) || PEOPLE_WORDS.en.problems[error.code] === undefined) throw error;
    return { redirect: `${to}?problem=${error.code}` };
  }
  return { redirect: `${to}?done=${verb}` };
}

async function show(desk: PeopleDesk, ask: PageAsk, verb: HolderVerb, sent: Typed | null): Promise<Answer> {
  const words = PEOPLE_WORDS[ask.language];
  const { title, text, submit } = words.verbs[verb];
  const holder = await holderNamed(desk, ask);
  const here = `${peoplePath(campusOf(desk.context, ask.params))}/${holder.id}`;
  const form = formOf({
    action: `${here}/${verb}`,
    fields: fields(words, verb, sent),
    submit,
    back: { href: here, label: words.cancel },
    errorTitle: words.errorTitle,
  });
  const name = title(holder.displayName);
  const body = page({ title: name, text, form });
  return { status: sent === null ? 200 : 422, html: peoplePage(desk, ask, { title: name, body }) };
}

function fields(words: (typeof PEOPLE_WORDS)['en'], verb: HolderVerb, sent: Typed | null) {
  return [
    choiceField('radios', {
      name: 'cause',
      label: words.causeLabel,
      error: sent !== null && sent.cause === undefined ? words.causeMissing : null,
      choices: OFFERED[verb].map((value) => ({ value, label: words.causes[value] })),
      chosen: sent?.cause === undefined ? [] : [sent.cause],
    }),
    textArea({
      name: 'note',
      label: words.noteLabel,
      hint: words.noteHint,
      error: (sent?.note.length ?? 0) > MOST_NOTE ? words.noteTooLong : null,
      required: false,
      value: sent?.note ?? '',
      maxlength: MOST_NOTE,
    }),
  ];
}

async function holderNamed({ context }: Pick<PeopleDesk, 'context'>, { params }: Pick<PageAsk, 'params'>) {
  const holder = await readHolder(context, campusOf(context, params), params['person'] ?? '');
  if (holder) return holder;
  throw new Problem(404, 'no_credential', 'The campus knows of no such person.');
}
