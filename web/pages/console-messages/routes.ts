import { z } from 'zod';
import { CHANNELS, MESSAGE_STATES } from '../../../core/domain/messages.js';
import { Problem } from '../../../core/domain/problem.js';
import type { PluginHost } from '../../../core/host/plugin-host.js';
import { CONSOLE_PAGES } from '../../../core/http/page/console-nav.js';
import { template } from '../../../core/http/page/template.js';
import type { Principal } from '../../../core/http/principal.js';
import { type AnyRoute, type RouteAsk, route } from '../../../core/http/route.js';
import { campusOf } from '../../../core/http/routes/campus-of.js';
import { actorAs } from '../../../core/http/routes/staff-actor.js';
import { readVisitTimes } from '../../../core/store/messages-list.js';
import type { Context } from '../../../core/use-cases/context.js';
import { listMessages } from '../../../core/use-cases/messages/list-messages.js';
import { readMessageRecipient } from '../../../core/use-cases/messages/read-recipient.js';
import { retryMessage } from '../../../core/use-cases/messages/retry-message.js';
import { consolePage } from '../../components/console-frame/console-frame.js';
import { listView, messagesPath, messageView } from './view.js';

const { roles } = CONSOLE_PAGES.messages;
const listPage = template<ReturnType<typeof listView>>(new URL('./list.hbs', import.meta.url));
const onePage = template<ReturnType<typeof messageView>>(new URL('./message.hbs', import.meta.url));
const LIMIT = 50;

const nothing = z.literal('').transform(() => undefined);
const listQuery = z.strictObject({
  state: z.enum(MESSAGE_STATES).or(nothing).optional(),
  channel: z.enum(CHANNELS).or(nothing).optional(),
  cursor: z.string().max(200).optional(),
});
const oneQuery = z.strictObject({ note: z.enum(['retried', 'not_retriable']).optional().catch(undefined) });

/** `/{campus}/console/messages`: how messages to people went, and failed ones sent again. */
export function consoleMessagePages(context: Context, host: PluginHost): AnyRoute[] {
  const frame = (ask: Pick<RouteAsk<unknown, unknown>, 'params' | 'language' | 'principal'>) => ({
    ...{ host, snapshot: campusOf(context, ask.params), principal: ask.principal, language: ask.language },
    ...{ page: 'messages' as const, style: 'console-records' },
  });
  const list = route<undefined, z.output<typeof listQuery>>({
    method: 'get',
    path: '/{campus}/console/messages',
    role: roles,
    summary: 'The page of messages',
    query: listQuery,
    async handle(ask) {
      const framed = frame(ask);
      const { snapshot, language } = framed;
      const { items, next } = await listMessages(context, snapshot, { ...ask.query, limit: LIMIT });
      const ids = items.flatMap(({ visit }) => visit ?? []);
      const visits = await readVisitTimes(context.pool, snapshot.campus, ids);
      const { state, channel, cursor } = ask.query;
      const reader = { snapshot, language, seesVisits: seesVisits(ask.principal) };
      const view = listView({ ...reader, state, channel, cursor, items, next, visits });
      return { html: consolePage({ ...framed, title: view.words.title, body: listPage(view) }) };
    },
  });
  const one = route<undefined, z.output<typeof oneQuery>>({
    method: 'get',
    path: '/{campus}/console/messages/{message}',
    role: roles,
    summary: 'The page of one message',
    query: oneQuery,
    async handle(ask) {
      const framed = frame(ask);
      const { snapshot, language } = framed;
      const by = { actor: actorAs(ask.principal, roles) };
      const message = await readMessageRecipient(context, snapshot, by, idOf(ask.params));
      const { visit } = message;
      const visits = await readVisitTimes(context.pool, snapshot.campus, visit === null ? [] : [visit]);
      const reader = { snapshot, language, seesVisits: seesVisits(ask.principal) };
      const view = messageView(message, visits.get(visit ?? ''), { ...reader, note: ask.query.note });
      return { html: consolePage({ ...framed, title: view.title, body: onePage(view) }) };
    },
  });
  const retry = route({
    method: 'post',
    path: '/{campus}/console/messages/{message}/retry',
    role: roles,
    summary: 'Send a failed message again, from its page',
    async handle({ params, principal }) {
      const snapshot = campusOf(context, params);
      const id = idOf(params);
      const by = { actor: actorAs(principal, roles) };
      const note = await retryMessage(context, snapshot, by, id).then(
        () => 'retried',
        (error: unknown) => {
          if (error instanceof Problem && error.code === 'message_not_retriable') return 'not_retriable';
          throw error;
        },
      );
      return { redirect: `${messagesPath(snapshot)}/${id}?note=${note}` };
    },
  });
  return [list, one, retry];
}

function idOf(params: Record<string, string>): string {
  const id = z.uuid().safeParse(params['message']);
  if (!id.success) throw new Problem(404, 'message_unknown', 'There is no such message.');
  return id.data;
}

/** The page of a visit shows who comes: to who decides on visits, not to the help desk. */
function seesVisits(principal: Principal | null): boolean {
  const own = principal?.kind === 'person' ? principal.roles : [];
  return own.includes('admin') || own.includes('approver');
}
