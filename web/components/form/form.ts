import { template } from '../../../core/http/page/template.js';
import type { Field } from './fields.js';

export interface FormAsk {
  action: string;
  fields: Field[];
  hidden?: Record<string, string>;
  submit: string;
  /** A second button that sends the same form with `name=value`. */
  other?: { name: string; value: string; label: string } | null;
  /** Where somebody goes who does not want to send it. */
  back?: { href: string; label: string } | null;
  /** Stands above the list of what is wrong. */
  errorTitle: string;
  /** Something wrong that belongs to no field. */
  problem?: string | null;
}

interface View extends Required<Omit<FormAsk, 'hidden'>> {
  hidden: { name: string; value: string }[];
  wrong: boolean;
  errors: { id: string; text: string }[];
}

const form = template<View>(new URL('./form.hbs', import.meta.url));

/** A form that says what is wrong above itself and beside each field, and keeps what was typed. */
export function formOf(ask: FormAsk): string {
  const errors = ask.fields.flatMap(({ id, error }) => (error === null ? [] : [{ id, text: error }]));
  const { other = null, back = null, problem = null, hidden = {} } = ask;
  return form({
    ...ask,
    other,
    back,
    problem,
    hidden: Object.entries(hidden).map(([name, value]) => ({ name, value })),
    wrong: errors.length > 0 || problem !== null,
    errors,
  });
}
