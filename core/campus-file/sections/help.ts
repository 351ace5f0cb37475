import { z } from 'zod';
import { id, link, localizedText } from '../words.js';

const REACHABLE = 'a phone, an email or advice';

/** Whom to ask about what. `advice` is for places where one asks in person, such as a canteen. */
const contact = z
  .strictObject({
    topic: id,
    name: localizedText,
    phone: z
      .string()
      .regex(/^\+?[\d ()-]{3,24}$/, 'a telephone number in quotes')
      .optional(),
    email: z.email({ error: 'an e-mail address' }).max(254).optional(),
    hours: localizedText.optional(),
    advice: localizedText.optional(),
  })
  .refine((is) => is.phone ?? is.email ?? is.advice, REACHABLE);

export const contactsSection = z.array(contact);

/** Shown when a phone is linked; a higher version has to be accepted again. */
export const noticesSection = z.array(z.strictObject({ id, version: z.int().min(1), text: localizedText }));

/** `footer` puts the link at the foot of every page. */
export const linksSection = z.array(
  z.strictObject({ id, label: localizedText, url: link, footer: z.boolean().default(false) }),
);
