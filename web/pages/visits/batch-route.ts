import { z } from 'zod';
import { Problem } from '../../../core/domain/problem.js';
import { type Answer, type AnyRoute, route } from '../../../core/http/route.js';
import type { Context } from '../../../core/use-cases/context.js';
import { bookBatch } from '../../../core/use-cases/visits/book-batch.js';
import { hostOrRefuse } from '../../../core/use-cases/visits/may.js';
import { previewBatch } from '../../../core/use-cases/visits/preview-batch.js';
import { failedRows, previewRows } from './batch-rows.js';
import { batchSheet } from './batch-sheet.js';
import { templateRoute } from './batch-template-route.js';
import { atDesk, type Desk } from './desk.js';

const PATH = '/{campus}/visits/batch';
/** Five hundred rows of long Chinese names, as a form writes them. */
const LIMIT = '4mb';
const body = z.object({
  csv: z.string().default(''),
  intent: z.enum(['preview', 'book']).default('preview'),
  /** The second button: look once more instead of booking. */
  again: z.string().optional(),
});

/** `/{campus}/visits/batch`: many visitors out of a table, looked at before any is booked. */
export function batchRoutes(context: Context): AnyRoute[] {
  return [showRoute(context), sendRoute(context), templateRoute(context)];
}

function showRoute(context: Context): AnyRoute {
  return route({
    method: 'get',
    path: PATH,
    role: 'holder',
    summary: 'Invite many visitors at once',
    handle: (ask) =>
      atDesk(context, ask, (desk) => {
        hostOrRefuse(desk.snapshot, desk.host, 'foreign');
        return batchSheet(desk, { csv: '' });
      }),
  });
}

function sendRoute(context: Context): AnyRoute {
  return route<z.output<typeof body>>({
    method: 'post',
    path: PATH,
    role: 'holder',
    summary: 'Preview or book a table of visits',
    body,
    bodyLimit: LIMIT,
    handle: (ask) =>
      atDesk(context, ask, async (desk) => {
        hostOrRefuse(desk.snapshot, desk.host, 'foreign');
        const { csv, intent, again } = ask.body;
        const { nothing, unreadable, tooLong } = desk.words.batch;
        if (csv.trim() === '') return batchSheet(desk, { csv, error: nothing, status: 422 });
        const book = intent === 'book' && again === undefined;
        try {
          return await (book ? booked(desk, csv) : preview(desk, csv));
        } catch (error) {
          const code = error instanceof Problem ? error.code : '';
          if (code === 'batch_too_long') return batchSheet(desk, { csv, error: tooLong, status: 413 });
          if (code === 'batch_unreadable') return batchSheet(desk, { csv, error: unreadable, status: 422 });
          throw error;
        }
      }),
  });
}

function preview(desk: Desk, csv: string): Answer {
  const { rows } = previewBatch(desk.snapshot, csv, desk.context.now());
  const good = rows.filter(({ ok }) => ok).length;
  const counts = desk.words.batch.counts(good, rows.length - good);
  return batchSheet(desk, { csv, rows: previewRows(desk, rows), counts, good });
}

async function booked(desk: Desk, csv: string): Promise<Answer> {
  const { created, known, failed, rows } = await bookBatch(desk.context, desk.snapshot, desk.host, csv);
  const text = desk.words.batch.booked(created, known, failed);
  // The field keeps the rows while some of them are to be put right.
  return batchSheet(desk, { csv: failed > 0 ? csv : '', rows: failedRows(desk, rows), booked: text });
}
