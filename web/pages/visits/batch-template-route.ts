import { type AnyRoute, route } from '../../../core/http/route.js';
import { campusOf } from '../../../core/http/routes/campus-of.js';
import type { Context } from '../../../core/use-cases/context.js';
import { BATCH_COLUMNS } from '../../../core/use-cases/visits/read-batch.js';
import { momentOf } from '../../components/visit-fields/local-moment.js';

const WEEK_MS = 7 * 86_400_000;

/** `/{campus}/visits/batch/template.csv`: the header row, and one row of each way to overwrite. */
export function templateRoute(context: Context): AnyRoute {
  return route({
    method: 'get',
    path: '/{campus}/visits/batch/template.csv',
    role: 'holder',
    summary: 'A table to fill in',
    handle({ params }) {
      const { slug, file } = campusOf(context, params);
      const { day } = momentOf(context.now() + WEEK_MS, file.campus.timeZone);
      const common = {
        from: `${day} 09:00`,
        until: `${day} 17:00`,
        points: (file.visits?.points ?? []).join(' '),
        purpose: 'Seminar',
        organisation: '',
      };
      const rows: Record<string, string>[] = [
        { ...common, name: 'Ada Example', way: 'foreign', contact: 'ada@example.org', language: 'en' },
        { ...common, name: '李明', way: 'mainland', contact: '+86 138 0013 8000', language: 'zh-Hans' },
      ];
      const lines = [BATCH_COLUMNS, ...rows.map((row) => BATCH_COLUMNS.map((column) => row[column] ?? ''))];
      return {
        // The mark tells spreadsheets that it is UTF-8.
        text: `\ufeff${lines.map((line) => line.join(',')).join('\r\n')}\r\n`,
        headers: {
          'content-type': 'text/csv; charset=utf-8',
          'content-disposition': `attachment; filename="visits-${slug}.csv"`,
        },
      };
    },
  });
}
