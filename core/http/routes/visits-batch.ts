import { z } from 'zod';
import type { Context } from '../../use-cases/context.js';
import { bookBatch } from '../../use-cases/visits/book-batch.js';
import { hostOrRefuse } from '../../use-cases/visits/may.js';
import { previewBatch } from '../../use-cases/visits/preview-batch.js';
import { type AnyRoute, route } from '../route.js';
import { campusOf } from './campus-of.js';
import { hostOf } from './visits-host.js';

/** 500 rows of long names are a fifth of it. */
const LIMIT = '1mb';

/** Books up to 500 visits out of a CSV file, or says with `?preview=1` what booking it would find. */
export function visitBatchRoute(context: Context): AnyRoute {
  return route({
    method: 'post',
    path: '/api/v1/campuses/{campus}/visits/batch',
    role: 'holder',
    summary: 'Book a CSV file of visits (text/csv, UTF-8, up to 500 rows), or preview it',
    text: 'text/csv',
    bodyLimit: LIMIT,
    body: z.string(),
    query: z.strictObject({ preview: z.enum(['0', '1']).default('0') }),
    async handle({ params, body, query, principal }) {
      const snapshot = campusOf(context, params);
      const host = hostOf(principal);
      if (query.preview === '0') return { json: await bookBatch(context, snapshot, host, body) };
      hostOrRefuse(snapshot, host, 'foreign');
      return { json: previewBatch(snapshot, body, context.now()) };
    },
  });
}
