import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Problem } from '../../../core/domain/problem.js';
import { CONSOLE_PAGES } from '../../../core/http/page/console-nav.js';
import { type AnyRoute, type RouteAsk, route } from '../../../core/http/route.js';
import { campusOf } from '../../../core/http/routes/campus-of.js';
import { actorAs } from '../../../core/http/routes/staff-actor.js';
import type { AuditEntry } from '../../../core/store/audit.js';
import { exportAudit } from '../../../core/use-cases/audit/export-audit.js';
import { namesIn } from '../../../core/use-cases/audit/list-audit.js';
import type { Context } from '../../../core/use-cases/context.js';
import { auditSentence, type SentenceAsk } from '../../components/audit-sentence/audit-sentence.js';
import { csvRow } from './csv.js';
import { detailCodes } from './details.js';
import { filterOf, listHref, type PageQuery, pageQuery } from './filter.js';
import { AUDIT_WORDS } from './words.js';

const { roles } = CONSOLE_PAGES.audit;
type Ask = RouteAsk<undefined, PageQuery>;

/** `/{campus}/console/audit/export.csv`: all entries of some days, as they are read from the database. */
export function exportAuditRoute(context: Context): AnyRoute {
  return route<undefined, PageQuery>({
    method: 'get',
    path: '/{campus}/console/audit/export.csv',
    role: roles,
    summary: 'The audit of some days as CSV',
    query: pageQuery,
    async handle(ask) {
      const snapshot = campusOf(context, ask.params);
      const path = `/${snapshot.slug}/console/audit`;
      const { from, until, ...filter } = filterOf(ask.query, snapshot.file.campus.timeZone) ?? {};
      if (from === undefined || until === undefined)
        return { redirect: listHref(path, { ...ask.query, refused: 'days' }) };
      const by = { actor: actorAs(ask.principal, roles) };
      try {
        await write(context, ask, await exportAudit(context, snapshot, by, { ...filter, from, until }));
      } catch (error) {
        if (!(error instanceof Problem && error.code === 'too_many_rows')) throw error;
        return { redirect: listHref(path, { ...ask.query, refused: 'rows' }) };
      }
      return 'streamed';
    },
  });
}

async function write(
  context: Context,
  { params, principal, language, response, query }: Ask,
  batches: AsyncGenerator<AuditEntry[]>,
): Promise<void> {
  const snapshot = campusOf(context, params);
  const words = AUDIT_WORDS[language];
  const isAdmin = principal?.kind === 'person' && principal.roles.includes('admin');
  response.setHeader('Content-Type', 'text/csv; charset=utf-8');
  response.setHeader('Cache-Control', 'no-store');
  response.setHeader(
    'Content-Disposition',
    `attachment; filename="audit-${snapshot.slug}-${query.from}-${query.until}.csv"`,
  );
  const text = async function* () {
    // The mark at its beginning tells spreadsheets that it is UTF-8.
    yield `\uFEFF${csvRow(Object.values(words.columns))}`;
    for await (const rows of batches) {
      const names = isAdmin ? await namesIn(context, snapshot, rows) : new Map<string, string>();
      yield rows.map((row) => line(row, { snapshot, language, names })).join('');
    }
  };
  await pipeline(Readable.from(text()), response).catch((error: NodeJS.ErrnoException) => {
    // Whoever has gone away is waited for by nobody.
    if (error.code !== 'ERR_STREAM_PREMATURE_CLOSE') throw error;
  });
}

function line(row: AuditEntry, ask: SentenceAsk): string {
  const { at, actor, action, subject, detail } = row;
  return csvRow([at, actor, action, subject, auditSentence(row, ask), detailCodes(detail)]);
}
