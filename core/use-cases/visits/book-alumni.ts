import type { Language } from '../../domain/languages.js';
import { LANGUAGES } from '../../domain/languages.js';
import { Problem } from '../../domain/problem.js';
import type { Snapshot } from '../../snapshots/snapshot.js';
import { change } from '../../store/change.js';
import type { Context } from '../context.js';
import { tidied } from './check-text.js';
import { purposeErrors, wholeSeconds } from './check-visit.js';
import { windowErrors } from './check-window.js';
import { visitRules } from './may.js';
import { sealBooking } from './sealed-booking.js';
import { countSends } from './sends.js';
import type { FieldError, WindowAsk } from './visit-ask.js';
import { visitInvalid } from './visit-problems.js';

export interface AlumniAsk extends WindowAsk {
  name: string;
  /** The register's own number of the person. */
  number: string;
  purpose: string;
  language: Language;
  /** For throttling only. */
  remoteAddress: string;
}

/**
 * An alumna books for herself. Whether the register knows the number by this name is looked at afterwards, by a job: the
 * answer and the time it takes are the same either way, and only the register's own address hears more. Throws
 * `visits_not_offered` (404), `visit_invalid` (422), `sent_lately` (429, `retryAfter`).
 */
export async function bookAlumni(context: Context, snapshot: Snapshot, ask: AlumniAsk): Promise<void> {
  const rules = visitRules(snapshot);
  if (!rules.alumni) throw new Problem(404, 'visits_not_offered', 'Alumni cannot book here.');
  const { remoteAddress, ...asked } = wholeSeconds(ask);
  const now = context.now();
  const booking = {
    ...asked,
    points: [...new Set(ask.points)],
    name: tidied(ask.name),
    number: tidied(ask.number.normalize('NFKC')),
    purpose: tidied(ask.purpose),
  };
  const errors = [...windowErrors(rules, booking, now), ...errorsOf(booking)];
  if (errors.length > 0) throw visitInvalid(errors);
  await change(context.pool, snapshot.campus, async (to) => {
    const count = {
      campus: snapshot.campus,
      what: 'booking' as const,
      number: booking.number,
      remoteAddress,
      now,
    };
    await countSends(to.sql, context.vault, count);
    to.job('book-alumni', { booking: sealBooking(context.vault, snapshot.campus, booking) });
  });
}

function errorsOf({ name, number, purpose, language }: Omit<AlumniAsk, 'remoteAddress'>): FieldError[] {
  const errors = purposeErrors(purpose);
  if (name === '') errors.push({ field: 'name', code: 'name_missing' });
  else if (name.length > 200) errors.push({ field: 'name', code: 'name_invalid' });
  if (number === '' || number.length > 128) errors.push({ field: 'number', code: 'number_missing' });
  if (!LANGUAGES.includes(language)) errors.push({ field: 'language', code: 'language_unknown' });
  return errors;
}
