import { template } from '../../../core/http/page/template.js';
import type { Answer } from '../../../core/http/route.js';
import type { Snapshot } from '../../../core/snapshots/snapshot.js';
import { textField } from '../../components/form/fields.js';
import { formOf } from '../../components/form/form.js';
import {
  type FieldsAsk,
  languageField,
  nameField,
  pointsField,
  purposeField,
  windowFields,
} from '../../components/visit-fields/fields.js';
import { many, one } from '../../components/visit-fields/typed.js';
import { FIELD_WORDS } from '../../components/visit-fields/words.js';
import { visitorSheet } from '../../components/visitor-sheet/visitor-sheet.js';
import { ALUMNI_WORDS } from './words.js';

const page = template<{ title: string; lede: string; form: string }>(
  new URL('./alumni.hbs', import.meta.url),
);

/** The form by which an alumna books for herself, with what was typed and what is wrong with it. */
export function alumniSheet(
  snapshot: Snapshot,
  asked: Omit<FieldsAsk, 'file'> & { problem?: string; status?: number },
): Answer {
  const { language, typed, said } = asked;
  const { file, slug } = snapshot;
  const words = ALUMNI_WORDS[language];
  const { number, numberHint, errorTitle } = FIELD_WORDS[language];
  const ask = { ...asked, file };
  const fields = [
    { ...nameField(ask, { label: words.yourName, autocomplete: 'name' }), hint: words.yourNameHint },
    textField({
      name: 'number',
      label: number,
      hint: numberHint,
      error: said['number'],
      value: one(typed, 'number'),
      maxlength: 40,
    }),
    ...windowFields(ask),
    pointsField(ask, pointsChosen(typed, file.visits?.points ?? [])),
    { ...purposeField(ask), hint: null, described: said['purpose'] ? 'purpose-error' : '' },
    languageField(ask),
  ];
  const { problem = null, status = 200 } = asked;
  const form = formOf({ action: `/${slug}/alumni`, fields, submit: words.submit, errorTitle, problem });
  const body = page({ title: words.title, lede: words.lede, form });
  return visitorSheet(snapshot, language, { title: words.title, body, status });
}

/** On a new form the campus's first place stands chosen. */
function pointsChosen(typed: FieldsAsk['typed'], points: readonly string[]): string[] {
  return Object.keys(typed).length === 0 ? points.slice(0, 1) : many(typed, 'points');
}
