import { z } from 'zod';
import { distinct, id, link, localizedText } from '../words.js';

/** What a page can be about: it shows first whom to ask about that. */
export const PAGE_TOPICS = ['sign-in', 'code', 'visits', 'meals', 'printing'] as const;

const REACHABLE = 'a phone, an email or advice';

/** Whom to ask about what. `advice` is for places where one asks in person, such as a canteen. */
const contact = z
  .strictObject({
    topic: id,
    /** Pages on which this one stands first. */
    about: distinct(z.enum(PAGE_TOPICS)).optional(),
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

/** Every page says whom to ask, so there is somebody. */
export const contactsSection = z.array(contact).min(1);

/** Shown when a phone is linked; a higher version has to be accepted again. */
export const noticesSection = z.array(z.strictObject({ id, version: z.int().min(1), text: localizedText }));

/** The link under which people write what they think: at the foot of every page. */
export const FEEDBACK = 'feedback';

/** `footer` puts a link at the foot of every page; feedback stands there always. */
export const linksSection = z
  .array(z.strictObject({ id, label: localizedText, url: link, footer: z.boolean().default(false) }))
  .refine(
    (links) => links.some((one) => one.id === FEEDBACK),
    `an entry with the id "${FEEDBACK}": where people write what they think`,
  );
