import { z } from 'zod';
import { MESSAGE_KINDS, MESSAGE_STATES } from '../../domain/messages.js';
import { VISIT_KINDS, VISIT_STATES, VISITOR_WAYS } from '../../domain/visits.js';

const instant = z.iso.datetime();
const point = z.object({ id: z.string(), name: z.record(z.string(), z.string()) });

const visitor = z.object({
  id: z.uuid(),
  name: z.string(),
  way: z.enum(VISITOR_WAYS),
  contact: z.string(),
  organisation: z.string().nullable(),
  cancelled: z.boolean(),
  openedAt: instant.nullable(),
  message: z
    .object({
      id: z.uuid(),
      kind: z.enum(MESSAGE_KINDS),
      state: z.enum(MESSAGE_STATES),
      cause: z.string().nullable(),
      at: instant,
    })
    .nullable(),
});

/** A visit as its host gets it. */
export const visitAnswer = z.object({
  id: z.uuid(),
  kind: z.enum(VISIT_KINDS),
  state: z.enum(VISIT_STATES),
  version: z.int(),
  from: instant,
  until: instant,
  over: z.boolean(),
  points: z.array(point),
  purpose: z.string(),
  host: z.string().nullable(),
  own: z.boolean(),
  note: z.string().nullable(),
  createdAt: instant,
  group: z.object({ name: z.string(), size: z.int(), registered: z.int(), open: z.boolean() }).nullable(),
  visitors: z.array(visitor),
});

export const visitPage = z.object({ visits: z.array(visitAnswer), next: z.string().nullable() });

/** A pass as its visitor gets it. */
export const passAnswer = z.object({
  pass: z
    .object({
      visitor: z.string(),
      host: z.string().nullable(),
      purpose: z.string(),
      state: z.enum(['requested', 'early', 'now', 'over', 'cancelled', 'declined']),
      from: instant,
      until: instant,
      points: z.array(point),
    })
    .nullable(),
  proven: z.boolean(),
  contact: z.string(),
});
