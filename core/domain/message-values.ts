import { z } from 'zod';

const line = z.string().max(2_000);
const instant = z.number().int();

/** What a message says; which of it a kind needs is in `core/messages/message-view.ts`. */
export const messageValues = z.strictObject({
  visitor: line.optional(),
  host: line.optional(),
  purpose: line.optional(),
  /** Epoch milliseconds; formatted in the campus's zone when the message is rendered. */
  from: instant.optional(),
  until: instant.optional(),
  /** Ids; their names come from the campus file as it is when the message is sent. */
  points: z.array(z.string()).max(200).optional(),
  note: line.optional(),
  group: line.optional(),
  size: z.number().int().optional(),
  /** Further visits that the same message tells of. */
  more: z.number().int().min(1).optional(),
  /** A one-time code. */
  code: z.string().max(32).optional(),
  /** The calendar's SEQUENCE and UID (RFC 5545): one UID a visitor, stable over every change. */
  visitVersion: z.number().int().min(0).optional(),
  calendarUid: z.string().min(1).max(200).optional(),
});
export type MessageValues = z.infer<typeof messageValues>;
