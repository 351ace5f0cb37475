import { template } from '../../../core/http/page/template.js';
import type { Answer } from '../../../core/http/route.js';
import type { Snapshot } from '../../../core/snapshots/snapshot.js';
import type { GroupView } from '../../../core/use-cases/visits/read-group.js';
import { formOf } from '../../components/form/form.js';
import { visitFacts } from '../../components/visit-facts/visit-facts.js';
import {
  contactField,
  type FieldsAsk,
  languageField,
  nameField,
  organisationField,
  wayField,
} from '../../components/visit-fields/fields.js';
import { FIELD_WORDS } from '../../components/visit-fields/words.js';
import { sentenceSheet, visitorSheet } from '../../components/visitor-sheet/visitor-sheet.js';
import { GROUP_WORDS } from './words.js';

const page = template<{ title: string; lede: string; facts: string; left: string; form: string }>(
  new URL('./group.hbs', import.meta.url),
);

/** The registration form, with what was typed and what is wrong with it. */
export function groupSheet(
  snapshot: Snapshot,
  group: GroupView,
  { typed, said, language, now }: Omit<FieldsAsk, 'file'>,
): Answer {
  const words = GROUP_WORDS[language];
  if (group.left <= 0) return sentenceSheet(snapshot, language, words.full);
  const { file, slug } = snapshot;
  const ask = { file, language, typed, said, now };
  const fields = [
    nameField(ask, { label: words.yourName, autocomplete: 'name' }),
    wayField(ask),
    contactField(ask),
    organisationField(ask),
    languageField(ask),
  ];
  const { errorTitle } = FIELD_WORDS[language];
  const form = formOf({ action: `/${slug}/group`, fields, submit: words.submit, errorTitle });
  const title = words.title(group.name);
  const facts = visitFacts(group, language, file.campus.timeZone);
  const body = page({ title, lede: words.lede, facts, left: words.left(group.left), form });
  return visitorSheet(snapshot, language, { title, body, status: Object.keys(said).length > 0 ? 422 : 200 });
}
