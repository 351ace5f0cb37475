import ical, { ICalAttendeeStatus, ICalCalendarMethod, ICalEventStatus } from 'ical-generator';
import type { MessageKind, RenderedMessage } from '../domain/messages.js';

/** What each kind does to the recipient's calendar (RFC 5546); kinds that are not here leave it alone. */
const METHODS: Partial<Record<MessageKind, 'REQUEST' | 'CANCEL'>> = {
  'visit-invitation': 'REQUEST',
  'visit-changed': 'REQUEST',
  'group-registered': 'REQUEST',
  'visit-cancelled': 'CANCEL',
};

export interface Appointment {
  kind: MessageKind;
  /** One a visitor, the same in every message. */
  uid: string;
  /** Raised by every change; a cancellation's is higher than what it cancels. */
  sequence: number;
  /** Epoch milliseconds. */
  from: number;
  until: number;
  now: number;
  summary: string;
  where: string | null;
  description: string;
  organizer: { name: string; email: string };
  attendee: { name: string; email: string };
}

/** The appointment as an iCalendar object (RFC 5545) in UTC, which every calendar moves to its own zone. */
export function calendarOf(appointment: Appointment): RenderedMessage['calendar'] {
  const method = METHODS[appointment.kind];
  if (method === undefined) return undefined;
  const { uid, sequence, from, until, now, summary, where, description } = appointment;
  const calendar = ical({
    prodId: { company: 'Gatehouse', product: 'Gatehouse', language: 'EN' },
    method: ICalCalendarMethod[method],
  });
  calendar.createEvent({
    id: uid,
    sequence,
    stamp: new Date(now),
    start: new Date(from),
    end: new Date(until),
    summary,
    description: { plain: description },
    ...(where === null ? {} : { location: where }),
    status: method === 'CANCEL' ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
    organizer: named(appointment.organizer),
    attendees: [{ ...named(appointment.attendee), rsvp: false, status: ICalAttendeeStatus.NEEDSACTION }],
  });
  return { method, content: calendar.toString() };
}

/** A parameter's value stands in quotes, and a quote cannot stand in it (RFC 5545 section 3.2). */
function named({ name, email }: { name: string; email: string }): { name: string; email: string } {
  return { name: name.replaceAll(/["\\]/g, "'") || email, email };
}
