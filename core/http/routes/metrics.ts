import { timingSafeEqual } from 'node:crypto';
import { Problem } from '../../domain/problem.js';
import type { Metrics } from '../../metrics/metrics.js';
import { tokenDigest } from '../../store/token.js';
import { type AnyRoute, route } from '../route.js';

/** `/metrics` for Prometheus; see core/metrics/README.md. Without the token there is nothing at this address. */
export function metricsRoute(metrics: Metrics, gate: { token: string | undefined; open: boolean }): AnyRoute {
  return route({
    method: 'get',
    path: '/metrics',
    role: 'public',
    summary: 'Metrics of this node, for Prometheus',
    async handle({ request }) {
      if (!admits(gate, request.headers.authorization))
        throw new Problem(404, 'not_found', 'There is nothing at this address.');
      return { text: await metrics.text(), headers: { 'Content-Type': metrics.contentType } };
    },
  });
}

function admits(
  { token, open }: Parameters<typeof metricsRoute>[1],
  authorization: string | undefined,
): boolean {
  if (token === undefined) return open;
  const [, given = ''] = /^Bearer (.{1,512})$/i.exec(authorization ?? '') ?? [];
  return timingSafeEqual(tokenDigest(given), tokenDigest(token));
}
