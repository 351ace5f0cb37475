import { template } from '../../../core/http/page/template.js';
import type { Answer } from '../../../core/http/route.js';
import { type FormAsk, formOf } from '../../components/form/form.js';
import { FIELD_WORDS } from '../../components/visit-fields/words.js';
import { type Desk, deskSheet, type Place } from './desk.js';

const page = template<{ title: string; ledes: string[]; facts: string; form: string }>(
  new URL('./sheet-form.hbs', import.meta.url),
);

/** A page with one form on it. */
export function formSheet(
  desk: Desk,
  ask: Omit<FormAsk, 'errorTitle'> & {
    title: string;
    ledes: string[];
    facts?: string;
    at?: Place;
    wrong: boolean;
  },
): Answer {
  const { title, ledes, facts = '', at, wrong, ...form } = ask;
  const { errorTitle } = FIELD_WORDS[desk.language];
  const body = page({ title, ledes, facts, form: formOf({ ...form, errorTitle }) });
  return deskSheet(desk, { title, body, status: wrong ? 422 : 200, ...(at ? { at } : {}) });
}
