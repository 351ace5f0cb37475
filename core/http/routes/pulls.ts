import type { PluginHost } from '../../host/plugin-host.js';
import type { Context } from '../../use-cases/context.js';
import { syncEligibility } from '../../use-cases/sync-eligibility.js';
import { type AnyRoute, route } from '../route.js';
import { campusOf } from './campus-of.js';

/** An admin asks every source of the campus now, instead of waiting for its interval, and reads how each pull ended. */
export function pullRoute(context: Context, host: PluginHost): AnyRoute {
  return route({
    method: 'post',
    path: '/api/v1/campuses/{campus}/pulls',
    role: 'admin',
    summary: 'Pull eligibility from every source now',
    async handle({ params, request }) {
      const snapshot = campusOf(context, params);
      const ended = new AbortController();
      request.once('close', () => ended.abort());
      const items = [];
      for (const { plugin, fill } of host.hooks(snapshot.campus).all('eligibility:pull')) {
        const report = await syncEligibility(context, snapshot, plugin, fill, ended.signal);
        items.push({ source: `${plugin}/${fill.name}`, ...report });
      }
      return { json: { items } };
    },
  });
}
