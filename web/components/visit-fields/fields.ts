import type { CampusFile } from '../../../core/campus-file/schema.js';
import { type Language, localized } from '../../../core/domain/languages.js';
import type { VisitorWay } from '../../../core/domain/visits.js';
import { choiceField, type Field, momentField, textField } from '../form/fields.js';
import type { Said } from './faults.js';
import { type LocalMoment, momentOf } from './local-moment.js';
import { one, type Typed } from './typed.js';
import { FIELD_WORDS } from './words.js';

const DAY_MS = 86_400_000;
const NATIVE: Record<Language, string> = { en: 'English', 'zh-Hant': '繁體中文', 'zh-Hans': '简体中文' };

/** What the fields of one form share. */
export interface FieldsAsk {
  file: CampusFile;
  language: Language;
  typed: Typed;
  said: Said;
  /** Epoch milliseconds. */
  now: number;
}

const wordsOf = ({ language }: FieldsAsk) => FIELD_WORDS[language];

export function nameField(ask: FieldsAsk, own: { label?: string; autocomplete?: string } = {}): Field {
  const { name: label, nameHint: hint } = wordsOf(ask);
  const value = one(ask.typed, 'name');
  return textField({ name: 'name', label, hint, error: ask.said['name'], value, maxlength: 100, ...own });
}

export function contactField(ask: FieldsAsk, autocomplete = 'off'): Field {
  const { contact: label, contactHint: hint } = wordsOf(ask);
  const value = one(ask.typed, 'contact');
  return textField({ name: 'contact', label, hint, error: ask.said['contact'], value, autocomplete });
}

export function organisationField(ask: FieldsAsk): Field {
  const { organisation, optional } = wordsOf(ask);
  const [value, error] = [one(ask.typed, 'organisation'), ask.said['organisation']];
  const label = ask.language === 'en' ? `${organisation} (${optional})` : `${organisation}（${optional}）`;
  return textField({ name: 'organisation', label, value, error, required: false, maxlength: 100 });
}

export function languageField(ask: FieldsAsk): Field {
  const { language: label, languageHint: hint } = wordsOf(ask);
  const choices = ask.file.campus.languages.map((value) => ({ value, label: NATIVE[value] }));
  const chosen = [one(ask.typed, 'language') || ask.language];
  return choiceField('select', {
    name: 'language',
    label,
    hint,
    error: ask.said['language'],
    choices,
    chosen,
  });
}

/** `more` is said of one of the ways only. */
export function wayField(ask: FieldsAsk, more: { [way in VisitorWay]?: string } = {}): Field {
  const { way: label, ways } = wordsOf(ask);
  const choices = [
    { value: 'foreign', label: ways.foreign, hint: joined(ways.foreignHint, more.foreign) },
    { value: 'mainland', label: ways.mainland, hint: joined(ways.mainlandHint, more.mainland) },
  ];
  const chosen = [one(ask.typed, 'way') || 'foreign'];
  return choiceField('radios', { name: 'way', label, error: ask.said['way'], choices, chosen });
}

function joined(hint: string, more = ''): string {
  // Chinese sentences stand beside each other without a space.
  return more === '' ? hint : hint + (/[\u3002\uff09]$/.test(hint) ? '' : ' ') + more;
}

export function purposeField(ask: FieldsAsk): Field {
  const { purpose: label, purposeHint: hint } = wordsOf(ask);
  const value = one(ask.typed, 'purpose');
  return textField({ name: 'purpose', label, hint, error: ask.said['purpose'], value, maxlength: 200 });
}

/** From and until. A new form offers the next full hour, and two hours of it. */
export function windowFields(ask: FieldsAsk): Field[] {
  const { file, said, now } = ask;
  const { from, until, untilHint, day, time } = wordsOf(ask);
  const { timeZone } = file.campus;
  const hours = file.visits?.maxHours ?? 24;
  const begin = Math.ceil((now + 60_000) / 3_600_000) * 3_600_000;
  const end = begin + Math.min(2, hours) * 3_600_000;
  const common = {
    words: { day, time },
    min: momentOf(now, timeZone).day,
    max: momentOf(now + (file.visits?.maxDaysAhead ?? 90) * DAY_MS, timeZone).day,
  };
  const value = (name: string, fresh: number) => typedMoment(ask.typed, name) ?? momentOf(fresh, timeZone);
  return [
    momentField({ ...common, name: 'from', label: from, error: said['from'], value: value('from', begin) }),
    momentField({
      ...common,
      name: 'until',
      label: until,
      hint: untilHint(hours),
      error: said['until'],
      value: value('until', end),
    }),
  ];
}

/** What stands in the inputs of `<name>Day` and `<name>Time`; null on a form that nobody has sent. */
export function typedMoment(typed: Typed, name: string): LocalMoment | null {
  if (!(`${name}Day` in typed)) return null;
  return { day: one(typed, `${name}Day`), time: one(typed, `${name}Time`) };
}

/** The places that visits of this campus may open. */
export function pointsField(ask: FieldsAsk, chosen: readonly string[]): Field {
  const { file, language, said } = ask;
  const choices = (file.visits?.points ?? []).map((id) => ({
    value: id,
    label: pointName(file, id, language),
  }));
  return choiceField('checks', {
    name: 'points',
    label: wordsOf(ask).points,
    error: said['points'],
    choices,
    chosen,
  });
}

/** A point with the area that it stands in, as "South Gate · Access gates". */
export function pointName(file: CampusFile, id: string, language: Language): string {
  const point = file.points.find((candidate) => candidate.id === id);
  if (!point) return id;
  const area = file.areas.find((candidate) => candidate.id === point.area);
  const names = [area?.name, point.name].filter((name) => name !== undefined);
  return names.map((name) => localized(name, language)).join(' · ');
}
