import { type Language, type Localized, localized } from '../../../core/domain/languages.js';
import { template } from '../../../core/http/page/template.js';
import { windowText } from './when.js';
import { FACT_WORDS } from './words.js';

export interface Facts {
  from: string;
  until: string;
  points: readonly { name: Localized }[];
  host: string | null;
  purpose: string;
  /** Only where the page does not say it in its title. */
  visitor?: string | undefined;
}

interface View {
  rows: { label: string; lines: string[] }[];
}

const facts = template<View>(new URL('./visit-facts.hbs', import.meta.url));

/** When, where, with whom and why, as a list of terms. */
export function visitFacts(visit: Facts, language: Language, timeZone: string): string {
  const words = FACT_WORDS[language];
  const row = (label: string, ...lines: string[]) => ({ label, lines });
  const rows = [
    row(words.when, windowText(visit.from, visit.until, language, timeZone)),
    row(words.where, ...visit.points.map(({ name }) => localized(name, language))),
    ...(visit.visitor === undefined ? [] : [row(words.visitor, visit.visitor)]),
    ...(visit.host === null ? [] : [row(words.host, visit.host)]),
    ...(visit.purpose === '' ? [] : [row(words.purpose, visit.purpose)]),
  ];
  return facts({ rows });
}
