import { z } from 'zod';
import type { PluginHost } from '../../../core/host/plugin-host.js';
import { template } from '../../../core/http/page/template.js';
import { type AnyRoute, type RouteAsk, route } from '../../../core/http/route.js';
import { campusOf } from '../../../core/http/routes/campus-of.js';
import { retryDeadJob } from '../../../core/http/routes/jobs-retry.js';
import { actorOf } from '../../../core/http/routes/plugins.js';
import { countJobs, listJobs } from '../../../core/jobs/outbox.js';
import type { Snapshot } from '../../../core/snapshots/snapshot.js';
import type { Context } from '../../../core/use-cases/context.js';
import { consolePage } from '../../components/console-frame/console-frame.js';
import { type JobsAsk, jobsView } from './view.js';

const page = template<ReturnType<typeof jobsView>>(new URL('./console-jobs.hbs', import.meta.url));
const LIMIT = 50;

const cursor = z.coerce.number().int().positive().optional();
const query = z.strictObject({ retried: z.string().optional(), dead: cursor, open: cursor });
type Query = z.infer<typeof query>;

/** `/{campus}/console/jobs`: an admin sees what waits and what was given up, and has it tried again. */
export function consoleJobPages(context: Context, host: PluginHost): AnyRoute[] {
  const view = route({
    method: 'get',
    path: '/{campus}/console/jobs',
    role: 'admin',
    summary: 'The page of jobs',
    query,
    handle: async (ask) => ({ html: await show(context, host, ask) }),
  });
  const retry = route({
    method: 'post',
    path: '/{campus}/console/jobs/{job}/retry',
    role: 'admin',
    summary: 'Try a dead job again, from its page',
    async handle({ params, principal }) {
      await retryDeadJob(context, campusOf(context, params), actorOf(principal), params['job']);
      return { redirect: `/${params['campus']}/console/jobs?retried=yes` };
    },
  });
  return [view, retry];
}

async function show(context: Context, host: PluginHost, ask: RouteAsk<undefined, Query>): Promise<string> {
  const { language, principal, params } = ask;
  const snapshot = campusOf(context, params);
  const view = jobsView(await read(context, snapshot, ask));
  const { title } = view.words;
  const style = 'console-jobs';
  return consolePage({ host, snapshot, principal, language, page: 'jobs', title, body: page(view), style });
}

async function read(
  context: Context,
  { campus, slug, file }: Snapshot,
  { language, query: at }: RouteAsk<undefined, Query>,
): Promise<JobsAsk> {
  const now = context.now();
  const list = (state: 'open' | 'dead') =>
    listJobs(context.pool, { campus, state, cursor: at[state], limit: LIMIT, now });
  return {
    slug,
    timeZone: file.campus.timeZone,
    language,
    now,
    retried: at.retried !== undefined,
    counts: await countJobs(context.pool, campus),
    dead: await list('dead'),
    open: await list('open'),
    limit: LIMIT,
  };
}
