import { z } from 'zod';
import { Problem } from '../../domain/problem.js';
import { type JobRow, readJob, reopenJob } from '../../jobs/outbox.js';
import type { Snapshot } from '../../snapshots/snapshot.js';
import { change } from '../../store/change.js';
import type { Context } from '../../use-cases/context.js';
import { type AnyRoute, route } from '../route.js';
import { campusOf } from './campus-of.js';
import { actorOf } from './plugins.js';

const rowNumber = z.coerce.number().int().positive().max(Number.MAX_SAFE_INTEGER);

/** A dead job is tried again; asked twice, or of one that is not dead, it changes nothing. */
export function retryJobRoute(context: Context): AnyRoute {
  return route({
    method: 'post',
    path: '/api/v1/campuses/{campus}/jobs/{job}/retry',
    role: 'admin',
    summary: 'Try a dead job again',
    async handle({ params, principal }) {
      const snapshot = campusOf(context, params);
      return { json: await retryDeadJob(context, snapshot, actorOf(principal), params['job']) };
    },
  });
}

/** How the job stands now. Throws `job_unknown` (404) where the campus has no such job, or has forgotten it. */
export async function retryDeadJob(
  context: Pick<Context, 'pool' | 'now'>,
  { campus }: Pick<Snapshot, 'campus'>,
  actor: string,
  job: unknown,
): Promise<JobRow> {
  const { data: id } = rowNumber.safeParse(job);
  const row =
    id &&
    (await change(context.pool, campus, async ({ sql, audit }) => {
      const ask = { campus, id, now: context.now() };
      const again = await reopenJob(sql, ask);
      if (again) audit({ actor, action: 'job.retried', subject: `job:${id}`, detail: { kind: again.kind } });
      return readJob(sql, ask);
    }));
  if (!row) throw new Problem(404, 'job_unknown', 'There is no such job on this campus.');
  return row;
}
