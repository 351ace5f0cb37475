import { z } from 'zod';

/** A value that stands in the hub's environment is resolved before the plugin begins. */
const REFERENCE = /^\$\{env:\w+\}$/;
const isWebAddress = (text: string) =>
  REFERENCE.test(text) || (URL.canParse(text) && /^https?:$/.test(new URL(text).protocol));
const field = (standard: string, title: string, help: string) =>
  z.string().min(1).max(64).default(standard).meta({ title, help });

export const legacySettings = z.strictObject({
  url: z
    .string()
    .refine(isWebAddress, 'an http or https address')
    .meta({ title: 'Address', help: 'Where the old system is asked about a code, by POST with JSON.' }),
  secret: z.string().min(1).meta({ title: 'Secret', help: 'Sent as a bearer token.', secret: true }),
  timeoutMs: z
    .int()
    .min(100)
    .max(1_400)
    .default(1_000)
    .meta({ title: 'Time to answer', help: 'Milliseconds; a person stands at the gate.' }),
  fields: z
    .strictObject({
      text: field('qr', 'Field of the text', 'What the reader read.'),
      point: field('gate', 'Field of the gate', 'Where it was read.'),
      answer: field('allowed', 'Field of the answer', 'true opens the gate, false does not.'),
    })
    .prefault({}),
  gates: z
    .record(z.string(), z.string().min(1).max(128))
    .default({})
    .meta({ title: 'Names of gates', help: 'The old system’s name of a point, where it is another one.' }),
  compareClosed: z
    .boolean()
    .default(true)
    .meta({
      title: 'Compare closed gates',
      help: 'Ask also where our gate is closed, and only count the answer.',
    }),
  allowPrivateAddresses: z
    .boolean()
    .default(false)
    .meta({ title: 'Private addresses', help: 'Consent to call systems on private networks.' }),
});
export type LegacySettings = z.infer<typeof legacySettings>;
