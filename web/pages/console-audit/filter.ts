import { z } from 'zod';
import { instantOf } from '../../../core/domain/visits-local-time.js';
import { auditFilter } from '../../../core/http/routes/audit.js';
import type { AuditFilter } from '../../../core/store/audit.js';

/** A select that stands on "anything" and an empty field are sent as nothing. */
const orNothing = <T extends z.ZodType>(schema: T) => schema.or(z.literal('').transform(() => undefined));
const day = orNothing(z.iso.date()).optional();
const { family, actorKind, subject } = auditFilter.shape;

/** The page's query: as the interface's, but that days are days of the campus. */
export const pageQuery = z.strictObject({
  family: orNothing(family).optional(),
  actorKind: orNothing(actorKind).optional(),
  subject: orNothing(subject).optional(),
  from: day,
  until: day,
  cursor: z.string().max(200).optional(),
  refused: z.enum(['days', 'rows']).optional().catch(undefined),
});
export type PageQuery = z.output<typeof pageQuery>;

const DAY_MS = 86_400_000;

/** What is looked for; the last day is inside. Null where the days are the wrong way round. */
export function filterOf(asked: PageQuery, timeZone: string): AuditFilter | null {
  const { family, actorKind, subject, from, until } = asked;
  const [first, end] = [from && midnight(timeZone, from), until && midnight(timeZone, dayAfter(until))];
  if (typeof first === 'number' && typeof end === 'number' && first >= end) return null;
  return {
    family,
    actorKind,
    subject,
    ...(typeof first === 'number' ? { from: first } : {}),
    ...(typeof end === 'number' ? { until: end } : {}),
  };
}

/** The address of the list with these filters; without a cursor it is the newest page. */
export function listHref(path: string, asked: PageQuery): string {
  const given = Object.entries(asked).filter(([, value]) => value !== undefined) as [string, string][];
  return given.length === 0 ? path : `${path}?${new URLSearchParams(given)}`;
}

/** Where clocks leap over midnight the day begins when they have. */
function midnight(timeZone: string, date: string): number | null {
  return instantOf(timeZone, `${date}T00:00`) ?? instantOf(timeZone, `${date}T01:00`);
}

function dayAfter(date: string): string {
  return new Date(Date.parse(`${date}T00:00Z`) + DAY_MS).toISOString().slice(0, 10);
}
