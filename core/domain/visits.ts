import type { Localized } from './languages.js';
import type { MessageKind, MessageState } from './messages.js';

/** Who comes: a foreign visitor is told by e-mail, a mainland visitor by SMS; an alumna books herself; a group registers itself. */
export const VISIT_KINDS = ['foreign', 'mainland', 'alumni', 'group'] as const;
export type VisitKind = (typeof VISIT_KINDS)[number];

/** Only an approved visit has codes. That a visit is over is a matter of the clock, not a state. */
export const VISIT_STATES = ['requested', 'approved', 'declined', 'cancelled'] as const;
export type VisitState = (typeof VISIT_STATES)[number];

/** How a visitor is told, which is also how the pass is opened: by a link in an e-mail, or with the invited phone. */
export const VISITOR_WAYS = ['foreign', 'mainland'] as const;
export type VisitorWay = (typeof VISITOR_WAYS)[number];

/** A visit as its host, an approver or an administrator sees it. Times are ISO 8601 in UTC, the window half open. */
export interface VisitView {
  id: string;
  kind: VisitKind;
  state: VisitState;
  /** Raised by every change: the calendar's SEQUENCE. */
  version: number;
  from: string;
  until: string;
  /** The window has ended. */
  over: boolean;
  points: { id: string; name: Localized }[];
  purpose: string;
  /** Null where a person books for herself. */
  host: string | null;
  /** Whether whoever reads this is its host. */
  own: boolean;
  /** What an approver said when declining, or who cancelled when cancelling. */
  note: string | null;
  createdAt: string;
  group: { name: string; size: number; registered: number; open: boolean } | null;
  visitors: VisitorView[];
}

export interface VisitorView {
  id: string;
  name: string;
  way: VisitorWay;
  /** Enough to recognise, not to use: `a•••@example.org`, `+86 138 •••• 0001`. */
  contact: string;
  organisation: string | null;
  cancelled: boolean;
  /** First opened with proof of who it is; null while nobody did. */
  openedAt: string | null;
  /** The newest message to this visitor. */
  message: { id: string; kind: MessageKind; state: MessageState; cause: string | null; at: string } | null;
}

/** The pass as its visitor sees it. */
export interface PassView {
  visitor: string;
  host: string | null;
  purpose: string;
  /** `early` before the window, `now` inside it, `over` after it. */
  state: 'requested' | 'early' | 'now' | 'over' | 'cancelled' | 'declined';
  from: string;
  until: string;
  points: { id: string; name: Localized }[];
}
