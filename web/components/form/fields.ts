/** Every field has every property, since a template that misses one stops. */
export interface Field {
  kind: { [kind in Kind]: boolean };
  /** Where a link of the error list leads: the input, or the first of several. */
  id: string;
  name: string;
  label: string;
  hint: string | null;
  error: string | null;
  /** Ids of hint and error, for aria-describedby. */
  described: string;
  required: boolean;
  value: string;
  type: string;
  autocomplete: string;
  inputmode: string;
  rows: number;
  maxlength: number;
  min: string;
  max: string;
  options: { id: string; value: string; label: string; hint: string; chosen: boolean }[];
  day: { name: string; value: string; label: string };
  time: { name: string; value: string; label: string };
}

type Kind = 'text' | 'area' | 'radios' | 'checks' | 'select' | 'moment';

interface Common {
  name: string;
  label: string;
  hint?: string | undefined;
  error?: string | null | undefined;
  required?: boolean | undefined;
}

const NO_PART = { name: '', value: '', label: '' };
const NO_KIND = { text: false, area: false, radios: false, checks: false, select: false, moment: false };

function field(kind: Kind, common: Common, own: Partial<Field>): Field {
  const { name, label, hint = null, error = null, required = true } = common;
  const described = [hint === null ? '' : `${name}-hint`, error === null ? '' : `${name}-error`];
  return {
    kind: { ...NO_KIND, [kind]: true },
    id: name,
    name,
    label,
    hint,
    error,
    described: described.filter((one) => one !== '').join(' '),
    required,
    ...{ value: '', type: 'text', autocomplete: 'off', inputmode: 'text', rows: 3, maxlength: 200 },
    ...{ min: '', max: '', options: [], day: NO_PART, time: NO_PART },
    ...own,
  };
}

type TextOwn = Partial<
  Pick<Field, 'value' | 'type' | 'autocomplete' | 'inputmode' | 'maxlength' | 'min' | 'max'>
>;

export function textField(ask: Common & TextOwn): Field {
  const { name: _n, label: _l, hint: _h, error: _e, required: _r, ...own } = ask;
  return field('text', ask, own);
}

export function textArea(ask: Common & { value: string; rows?: number; maxlength?: number }): Field {
  return field('area', ask, { value: ask.value, rows: ask.rows ?? 3, maxlength: ask.maxlength ?? 500 });
}

interface Choice {
  value: string;
  label: string;
  hint?: string | undefined;
}

/** `chosen` are the values that stand chosen. */
export function choiceField(
  kind: 'radios' | 'checks' | 'select',
  ask: Common & { choices: readonly Choice[]; chosen: readonly string[] },
): Field {
  const options = ask.choices.map(({ value, label, hint = '' }, at) => ({
    id: at === 0 ? ask.name : `${ask.name}-${at + 1}`,
    value,
    label,
    hint,
    chosen: ask.chosen.includes(value),
  }));
  return field(kind, ask, { options });
}

/** A day and a time of the campus, as two native inputs: `<name>Day` and `<name>Time`. */
export function momentField(
  ask: Common & {
    value: { day: string; time: string };
    words: { day: string; time: string };
    min: string;
    max: string;
  },
): Field {
  const part = (which: 'day' | 'time') => ({
    name: `${ask.name}${which === 'day' ? 'Day' : 'Time'}`,
    value: ask.value[which],
    label: `${ask.label}: ${ask.words[which]}`,
  });
  return field('moment', ask, { day: part('day'), time: part('time'), min: ask.min, max: ask.max });
}
