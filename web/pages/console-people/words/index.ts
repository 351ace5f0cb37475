import type { CredentialReason, CredentialState } from '../../../../core/domain/credential.js';
import type { PersonRecord } from '../../../../core/domain/eligibility.js';
import type { Language } from '../../../../core/domain/languages.js';
import type { HoldCause } from '../../../../core/use-cases/hold-credential.js';
import type { HolderVerb } from '../../../../core/use-cases/people/act-on-holder.js';
import { english } from './en.js';
import { simplifiedChinese } from './zh-Hans.js';
import { traditionalChinese } from './zh-Hant.js';

interface VerbWords {
  /** The button that leads to the question. */
  button: string;
  title: (name: string) => string;
  /** What happens then. */
  text: string;
  submit: string;
  done: string;
}

export interface PeopleWords {
  title: string;
  lede: string;
  search: string;
  searchHint: string;
  find: string;
  empty: string;
  found: (count: number) => string;
  none: string;
  refine: string;
  unfinished: string;
  back: string;
  affiliations: Record<PersonRecord['affiliation'], string>;
  states: Record<CredentialState | 'none', string>;
  /** For staff: what the state rests on. */
  reasons: Record<CredentialReason, string>;
  neverJudged: string;
  since: string;
  left: string;
  leftAt: (at: string) => string;
  hasPhone: string;
  facts: Record<'login' | 'number' | 'affiliation' | 'unit' | 'entity' | 'groups' | 'visits', string>;
  noGroups: string;
  right: string;
  reads: string;
  ask: string;
  phone: string;
  phoneSince: (label: string, at: string) => string;
  noPhone: string;
  actions: string;
  actionsLede: string;
  ownRight: string;
  adminOnly: string;
  history: string;
  noHistory: string;
  cause: string;
  note: string;
  refusals: string;
  refusalsLede: string;
  noRefusals: string;
  decisions: string;
  decisionsLede: string;
  showDecisions: string;
  noDecisions: string;
  opened: string;
  refused: string;
  audit: string;
  verbs: Record<HolderVerb, VerbWords>;
  causeLabel: string;
  causeMissing: string;
  causes: Record<HoldCause, string>;
  noteLabel: string;
  noteHint: string;
  noteTooLong: string;
  errorTitle: string;
  cancel: string;
  /** What stands in the way when somebody asked for it, by code. */
  problems: Record<string, string | undefined>;
}

export const PEOPLE_WORDS: Record<Language, PeopleWords> = {
  en: english,
  'zh-Hant': traditionalChinese,
  'zh-Hans': simplifiedChinese,
};
