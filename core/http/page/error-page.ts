import type { CampusFile } from '../../campus-file/schema.js';
import type { Language } from '../../domain/languages.js';
import type { Problem } from '../../domain/problem.js';
import { renderPage } from './layout.js';
import { template } from './template.js';
import { ERROR_WORDS } from './words/errors.js';

interface View {
  status: number;
  code: string;
  title: string;
  text: string;
  back: string;
  backLabel: string;
  reference: string;
  requestId: string;
}

const page = template<View>(new URL('./error-page.hbs', import.meta.url));

/** An error for a person: what happened in calm words, the code for the help desk, and a way on. */
export function errorPage(ask: {
  problem: Problem;
  language: Language;
  /** The campus whose page was asked for, with its colours and whom to ask. */
  campus: CampusFile | null;
  /** Every campus, each with whom to ask, where the page is of none. */
  campuses: readonly CampusFile[];
  /** Under which the log has it. */
  requestId: string;
}): string {
  const { status, code } = ask.problem;
  const words = ERROR_WORDS[ask.language];
  const { title, text } = words.byCode[code] ?? words.byStatus(status);
  const back = ask.campus === null ? '/' : `/${ask.campus.campus.slug}/premises`;
  const body = page({
    status,
    code,
    title,
    text,
    back,
    backLabel: words.back,
    reference: words.reference,
    requestId: ask.requestId,
  });
  const { campus, campuses, language } = ask;
  return renderPage({ campus, campuses, language, title, body });
}
