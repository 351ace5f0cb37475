import { VISITOR_WAYS, type VisitKind, type VisitorWay } from '../../../core/domain/visits.js';
import type { VisitAsk } from '../../../core/use-cases/visits/visit-ask.js';
import { type Field, textField } from '../../components/form/fields.js';
import {
  contactField,
  type FieldsAsk,
  languageField,
  nameField,
  organisationField,
  pointsField,
  purposeField,
  wayField,
  windowFields,
} from '../../components/visit-fields/fields.js';
import { windowOf } from '../../components/visit-fields/read-window.js';
import { languageOf, many, one, type Typed } from '../../components/visit-fields/typed.js';
import { FIELD_WORDS } from '../../components/visit-fields/words.js';
import type { Desk } from './desk.js';
import { VISIT_WORDS } from './words/index.js';

/** One of the two forms that a host fills in. */
export interface NewKind {
  path: string;
  place: 'newVisit' | 'newGroup';
  summary: string;
  mayInvite: VisitKind;
  /** The kinds of visit that the form can ask for: whether an approver looks at all of them first. */
  approvals: readonly VisitKind[];
  fields(ask: FieldsAsk): Field[];
  read(desk: Desk, typed: Typed): VisitAsk;
}

export const NEW_VISIT: NewKind = {
  path: 'new',
  place: 'newVisit',
  summary: 'Invite a visitor',
  mayInvite: 'foreign',
  approvals: ['foreign', 'mainland'],
  fields: (ask) => [
    wayField(ask, waitingWays(ask)),
    nameField(ask),
    contactField(ask),
    organisationField(ask),
    languageField(ask),
    ...whenAndWhy(ask),
  ],
  read: ({ snapshot, language }, typed) => ({
    kind: one(typed, 'way') === 'mainland' ? 'mainland' : 'foreign',
    visitor: {
      name: one(typed, 'name'),
      contact: one(typed, 'contact'),
      organisation: one(typed, 'organisation') || undefined,
      language: languageOf(typed, language),
    },
    purpose: one(typed, 'purpose'),
    ...windowOf(typed, snapshot.file.campus.timeZone),
  }),
};

export const NEW_GROUP: NewKind = {
  path: 'new-group',
  place: 'newGroup',
  summary: 'Invite a group, whose members register themselves',
  mayInvite: 'group',
  approvals: ['group'],
  fields: (ask) => [...groupFields(ask), ...whenAndWhy(ask)],
  read: ({ snapshot }, typed) => ({
    kind: 'group',
    group: { name: one(typed, 'groupName'), size: Number(one(typed, 'groupSize') || Number.NaN) },
    purpose: one(typed, 'purpose'),
    ...windowOf(typed, snapshot.file.campus.timeZone),
  }),
};

/** The sentence that an approver looks first, at the one way of two that it is true of. */
function waitingWays({ file, language }: FieldsAsk): { [way in VisitorWay]?: string } {
  const ways = VISITOR_WAYS.filter((way) => file.visits?.approval[way] === 'approver');
  if (ways.length === VISITOR_WAYS.length) return {};
  return Object.fromEntries(ways.map((way) => [way, VISIT_WORDS[language].newVisit.waits]));
}

function groupFields({ file, language, typed, said }: FieldsAsk): Field[] {
  const words = FIELD_WORDS[language];
  const most = file.visits?.maxGroupSize ?? 50;
  return [
    textField({
      name: 'groupName',
      label: words.groupName,
      hint: words.groupNameHint,
      error: said['groupName'],
      value: one(typed, 'groupName'),
      maxlength: 100,
    }),
    textField({
      name: 'groupSize',
      label: words.groupSize,
      hint: words.groupSizeHint(most),
      error: said['groupSize'],
      value: one(typed, 'groupSize'),
      ...{ type: 'number', inputmode: 'numeric', min: '1', max: String(most) },
    }),
  ];
}

function whenAndWhy(ask: FieldsAsk): Field[] {
  const fresh = Object.keys(ask.typed).length === 0;
  const chosen = fresh ? (ask.file.visits?.points ?? []).slice(0, 1) : many(ask.typed, 'points');
  return [...windowFields(ask), pointsField(ask, chosen), purposeField(ask)];
}
