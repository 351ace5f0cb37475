import type { MessageState } from '../../../core/domain/messages.js';
import type { VisitorView } from '../../../core/domain/visits.js';
import type { VisitWords } from './words/index.js';

/** A visitor as list and detail show one: who, how told, and how it went. */
export interface VisitorRow {
  id: string;
  name: string;
  contact: string;
  /** Empty for none. */
  organisation: string;
  /** Not to come any more. */
  cancelled: boolean;
  message: string;
  /** `good`, `warn`, `bad` or `soft`: the tag's colour, beside its words. */
  tone: string;
  cause: string;
  opened: boolean;
  /** The message that may be sent again; empty for none. */
  retry: string;
  /** What a screen reader says of the button that copies this one's link. */
  copyLabel: string;
  cancelLabel: string;
}

const TONE: Record<MessageState, string> = {
  queued: 'soft',
  sending: 'soft',
  accepted: 'good',
  delivered: 'good',
  uncertain: 'warn',
  failed: 'bad',
  expired: 'bad',
  cancelled: 'soft',
};

export function visitorRow(visitor: VisitorView, { message: words, detail }: VisitWords): VisitorRow {
  const { id, name, contact, organisation, cancelled, message, openedAt } = visitor;
  const cause = message?.cause ?? null;
  const again = message !== null && (message.state === 'failed' || message.state === 'uncertain');
  return {
    id,
    name,
    contact,
    organisation: organisation ?? '',
    cancelled,
    message: message ? words.states[message.state] : words.none,
    tone: message ? TONE[message.state] : 'soft',
    cause: cause === null ? '' : (words.causes[cause] ?? cause),
    opened: openedAt !== null,
    retry: again && !cancelled ? message.id : '',
    copyLabel: detail.copyLinkOf(name),
    cancelLabel: detail.cancelOneOf(name),
  };
}
