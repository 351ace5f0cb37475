import type { Language } from '../../../core/domain/languages.js';
import type { AuditEntry } from '../../../core/store/audit.js';
import { consoleTime } from '../../components/console-frame/console-time.js';
import { PEOPLE_WORDS } from '../console-people/words/index.js';
import { DETAIL_WORDS } from './detail-words.js';

type Detail = AuditEntry['detail'];

/** What a row may bring; a list or a text beyond it ends in an ellipsis. */
const MOST_ENTRIES = 12;
const MOST_LISTED = 8;
const MOST_LETTERS = 120;
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/;

export interface DetailAsk {
  language: Language;
  timeZone: string;
}

/** The detail of a row as names and values, in words where there are any. */
export function detailsOf(detail: Detail, ask: DetailAsk): { name: string; value: string }[] {
  const { names } = DETAIL_WORDS[ask.language];
  return entriesOf(detail).map(([key, value]) => ({
    name: names[key] ?? short(key),
    value: short(key === 'note' ? DETAIL_WORDS[ask.language].sealed : valueText(key, value, ask)),
  }));
}

/** Codes and numbers, as they stand, for a machine: `cause: lost_phone; sessions: 2`. */
export function detailCodes(detail: Detail): string {
  return entriesOf(detail)
    .map(([key, value]) => `${short(key)}: ${key === 'note' ? 'sealed' : short(plainText(value))}`)
    .join('; ');
}

function entriesOf(detail: Detail): [string, unknown][] {
  return Object.entries(detail)
    .filter(([, value]) => value !== null && value !== undefined)
    .slice(0, MOST_ENTRIES);
}

function valueText(key: string, value: unknown, { language, timeZone }: DetailAsk): string {
  const words = DETAIL_WORDS[language];
  if (typeof value === 'boolean') return value ? words.yes : words.no;
  if (typeof value === 'number') return value.toLocaleString(language);
  if (typeof value !== 'string') return plainText(value);
  if (INSTANT.test(value)) return consoleTime(value, language, timeZone);
  return knownValues(key, language)[value] ?? value;
}

/** States, reasons and causes of a right to codes have their words on the page of a person. */
function knownValues(key: string, language: Language): Partial<Record<string, string>> {
  const { states, reasons, causes } = PEOPLE_WORDS[language];
  if (key === 'was' || key === 'to') return states;
  if (key === 'reason' || key === 'wasReason') return reasons;
  const words = DETAIL_WORDS[language];
  if (key === 'by') return words.by;
  return key === 'cause' ? { ...words.causes, ...causes } : {};
}

/** A list as its members, a nested object as `privacy 3, terms 2`: never as JSON. */
function plainText(value: unknown): string {
  if (typeof value !== 'object' || value === null) return String(value);
  const members = Array.isArray(value)
    ? value.map((one) => (typeof one === 'object' ? '…' : String(one)))
    : Object.entries(value).map(([key, one]) => `${key} ${typeof one === 'object' ? '…' : String(one)}`);
  return [...members.slice(0, MOST_LISTED), ...(members.length > MOST_LISTED ? ['…'] : [])].join(', ');
}

function short(text: string): string {
  return text.length > MOST_LETTERS ? `${text.slice(0, MOST_LETTERS)}…` : text;
}
