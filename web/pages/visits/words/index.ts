import type { Language } from '../../../../core/domain/languages.js';
import type { MessageState } from '../../../../core/domain/messages.js';
import type { VisitKind, VisitState } from '../../../../core/domain/visits.js';
import { english } from './en.js';
import { simplifiedChinese } from './zh-Hans.js';
import { traditionalChinese } from './zh-Hant.js';

interface Sentence {
  title: string;
  text: string;
}

/** Every word of a host's and an approver's pages in one language. */
export interface VisitWords {
  nav: { visits: string; newVisit: string; newGroup: string; batch: string; requested: string };
  kinds: Record<VisitKind, string>;
  states: Record<VisitState | 'over', string>;
  back: string;
  note: string;
  noteHint: string;
  list: {
    title: string;
    coming: string;
    past: string;
    noneComing: string;
    nonePast: string;
    more: string;
    others: (count: number) => string;
    registered: (count: number, size: number) => string;
  };
  message: {
    states: Record<MessageState, string>;
    /** By the cause's code; another one is shown as it is. */
    causes: Readonly<Record<string, string>>;
    none: string;
    opened: string;
    retry: string;
    retried: string;
  };
  newVisit: { title: string; lede: string; waits: string; submit: string };
  newGroup: { title: string; lede: string; waits: string; submit: string };
  batch: {
    title: string;
    lede: string;
    template: string;
    csv: string;
    csvHint: string;
    choose: string;
    chosen: string;
    preview: string;
    previewTitle: string;
    counts: (good: number, bad: number) => string;
    line: string;
    outcome: string;
    good: string;
    bad: string;
    book: (good: number) => string;
    bookedTitle: string;
    booked: (created: number, known: number, failed: number) => string;
    failed: string;
    unreadable: string;
    tooLong: string;
    nothing: string;
    toVisits: string;
  };
  detail: {
    made: string;
    waits: string;
    changed: string;
    cancelled: string;
    visitorCancelled: string;
    closed: string;
    note: string;
    visitors: string;
    members: string;
    noMembers: string;
    change: string;
    cancel: string;
    copyLink: string;
    copyLinkOf: (name: string) => string;
    cancelOne: string;
    cancelOneOf: (name: string) => string;
    groupLink: string;
    groupLinkHint: string;
    close: string;
    open: string;
    ended: string;
    link: string;
    linkHint: string;
    linkMainland: string;
    copy: string;
    copied: string;
  };
  change: { title: string; lede: string; submit: string };
  cancel: { title: string; lede: string; submit: string; keep: string };
  cancelVisitor: { title: (name: string) => string; lede: string; submit: string; keep: string };
  requested: {
    title: string;
    lede: string;
    none: string;
    approve: string;
    decline: string;
    approved: string;
    declined: string;
    askedBy: (host: string) => string;
    noteHint: string;
  };
  /** By the code of a problem; `other` for the rest. */
  problems: Readonly<Record<string, Sentence>> & { other: Sentence };
}

export const VISIT_WORDS: Record<Language, VisitWords> = {
  en: english,
  'zh-Hant': traditionalChinese,
  'zh-Hans': simplifiedChinese,
};
