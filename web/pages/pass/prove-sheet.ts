import { template } from '../../../core/http/page/template.js';
import type { Answer } from '../../../core/http/route.js';
import { textField } from '../../components/form/fields.js';
import { formOf } from '../../components/form/form.js';
import { visitorSheet } from '../../components/visitor-sheet/visitor-sheet.js';
import type { Held } from './with-pass.js';
import { PASS_WORDS, type PassWords } from './words.js';

interface View {
  words: PassWords['prove'];
  lede: string;
  sent: boolean;
  action: string;
  problem: string | null;
  /** HTML of the form for the digits. */
  form: string;
}

const page = template<View>(new URL('./prove.hbs', import.meta.url));

/** Asks whose phone it is, by digits sent to it. Nothing of the visit is told before. */
export function proveSheet(
  { snapshot, language, shown }: Held,
  ask: { sent: boolean; problem?: string | null; wrong?: string | null; status?: number },
): Answer {
  const words = PASS_WORDS[language].prove;
  const { sent, problem = null, wrong = null, status = 200 } = ask;
  const action = `/${snapshot.slug}/pass`;
  const code = textField({
    name: 'code',
    label: words.code,
    hint: words.codeHint,
    error: wrong,
    ...{ inputmode: 'numeric', autocomplete: 'one-time-code', maxlength: 12 },
  });
  const form = formOf({ action, fields: [code], submit: words.show, errorTitle: words.errorTitle });
  const lede = sent ? words.sent(shown.contact) : words.lede(shown.contact);
  const body = page({ words, lede, sent, action, problem, form });
  return visitorSheet(snapshot, language, { title: words.title, body, status });
}
