import { template } from '../../../core/http/page/template.js';
import type { Answer } from '../../../core/http/route.js';
import { textArea } from '../../components/form/fields.js';
import { formOf } from '../../components/form/form.js';
import { FIELD_WORDS } from '../../components/visit-fields/words.js';
import type { RowView } from './batch-rows.js';
import { type Desk, deskSheet } from './desk.js';
import type { VisitWords } from './words/index.js';

interface View {
  words: VisitWords;
  template: string;
  visits: string;
  /** How many rows were right and wrong; empty once they are booked. */
  counts: string;
  booked: string;
  rows: RowView[];
  form: string;
}

export interface BatchSheetAsk {
  csv: string;
  rows?: RowView[];
  counts?: string;
  booked?: string;
  /** Rows that could be booked; 0 offers no button for it. */
  good?: number;
  /** What is wrong with the whole. */
  error?: string | null;
  status?: number;
}

const page = template<View>(new URL('./batch.hbs', import.meta.url));

/** Many visitors at once: the field for the rows, and what was found in them. */
export function batchSheet(desk: Desk, ask: BatchSheetAsk): Answer {
  const { words, base, language } = desk;
  const { csv, rows = [], counts = '', booked = '', good = 0, error = null, status = 200 } = ask;
  const field = textArea({
    name: 'csv',
    label: words.batch.csv,
    hint: words.batch.csvHint,
    error,
    value: csv,
    rows: 10,
    // Five hundred long rows; the browser must not cut a paste short.
    maxlength: 1_000_000,
  });
  const form = formOf({
    action: `${base}/batch`,
    fields: [field],
    submit: good > 0 ? words.batch.book(good) : words.batch.preview,
    hidden: { intent: good > 0 ? 'book' : 'preview' },
    other: good > 0 ? { name: 'again', value: 'preview', label: words.batch.preview } : null,
    errorTitle: FIELD_WORDS[language].errorTitle,
  });
  const places = { template: `${base}/batch/template.csv`, visits: base };
  const body = page({ words, ...places, counts, booked, rows, form });
  return deskSheet(desk, { title: words.batch.title, body, at: 'batch', status, scripts: ['visits'] });
}
