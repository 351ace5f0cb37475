import { z } from 'zod';
import { DENY_REASONS, GRANT_REASONS, type Reason } from '../../../core/domain/reasons.js';
import { instantOf } from '../../../core/domain/visits-local-time.js';
import type { EventFilter } from '../../../core/store/events-search.js';

const text = z.string().trim().max(100).default('');

/** The form as it was sent: empty where nothing was chosen. Its cursor is the id of an event. */
export const eventsQuery = z.strictObject({
  point: text,
  device: text,
  outcome: text,
  reason: text,
  from: text,
  until: text,
  before: z.coerce.number().int().positive().optional(),
});
export type EventsQuery = z.infer<typeof eventsQuery>;
export type EventField = Exclude<keyof EventsQuery, 'before'>;

export const EVENT_FIELDS = ['point', 'device', 'outcome', 'reason', 'from', 'until'] as const;
const REASONS: readonly string[] = [...GRANT_REASONS, ...DENY_REASONS];

/** What is looked for, and the fields that could not be read. Times are the campus's. */
export function readFilter(
  query: EventsQuery,
  timeZone: string,
): { filter: EventFilter; wrong: ReadonlySet<EventField> } {
  const wrong = new Set<EventField>();
  const moment = (field: 'from' | 'until') => {
    if (query[field] === '') return undefined;
    const at = instantOf(timeZone, query[field]);
    if (at === null) wrong.add(field);
    return at ?? undefined;
  };
  const { outcome, reason } = query;
  if (outcome !== '' && outcome !== 'grant' && outcome !== 'deny') wrong.add('outcome');
  if (reason !== '' && !REASONS.includes(reason)) wrong.add('reason');
  const filter: EventFilter = {
    point: query.point || undefined,
    device: query.device || undefined,
    outcome: outcome === 'grant' || outcome === 'deny' ? outcome : undefined,
    reason: REASONS.includes(reason) ? (reason as Reason) : undefined,
    from: moment('from'),
    until: moment('until'),
  };
  return { filter, wrong };
}
