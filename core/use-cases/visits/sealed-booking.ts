import { z } from 'zod';
import { LANGUAGES } from '../../domain/languages.js';
import type { Vault } from '../../store/seal.js';

const booking = z.object({
  name: z.string(),
  number: z.string(),
  purpose: z.string(),
  from: z.number(),
  until: z.number(),
  points: z.array(z.string()),
  language: z.enum(LANGUAGES),
});

/** What an alumna asked for, checked but for who she is. */
export type Booking = z.infer<typeof booking>;

/** As it waits in the outbox. */
export function sealBooking(vault: Vault, campus: number, asked: Booking): string {
  return vault.seal(`booking/${campus}`, JSON.stringify(booking.parse(asked))).toString('base64');
}

export function openBooking(vault: Vault, campus: number, sealed: string): Booking {
  return booking.parse(JSON.parse(vault.open(`booking/${campus}`, Buffer.from(sealed, 'base64')).toString()));
}
