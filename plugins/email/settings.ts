import { z } from 'zod';

const seconds = z.number().int().min(1).max(30);

/** What an admin sets for one campus. */
export const emailSettings = z
  .strictObject({
    host: z.string().min(1).max(253).meta({ title: 'Mail server', help: 'Name of the submission server.' }),
    // In a campus file a number may come from the environment, as text.
    port: z.coerce
      .number()
      .int()
      .min(1)
      .max(65535)
      .default(587)
      .meta({ title: 'Port', help: '587 with STARTTLS, 465 with TLS from the start.' }),
    tls: z.enum(['starttls', 'implicit', 'none']).default('starttls').meta({
      title: 'Encryption',
      help: 'starttls refuses a server that does not offer it; none is for a server on the same machine.',
    }),
    user: z.string().min(1).max(254).optional().meta({ title: 'User', help: 'Absent: no sign-in.' }),
    password: z.string().min(1).max(1_000).optional().meta({ title: 'Password', secret: true }),
    fromAddress: z.email().max(254).meta({
      title: 'Sender address',
      help: 'Its domain signs (DKIM) and allows (SPF) the mail server; bounces come here.',
    }),
    fromName: z
      .string()
      .regex(/^[^\r\n]{1,100}$/)
      .optional()
      .meta({ title: 'Sender name', help: "Absent: the campus's name." }),
    replyTo: z.email().max(254).optional().meta({ title: 'Replies to', help: 'An address that is read.' }),
    connectSeconds: seconds.default(10).meta({ title: 'Seconds to connect' }),
    answerSeconds: seconds.default(20).meta({ title: 'Seconds to answer' }),
    allowPrivateAddresses: z
      .boolean()
      .default(false)
      .meta({ title: 'Private addresses', help: 'Consent to a mail server on a private network.' }),
  })
  .refine((is) => is.tls !== 'none' || is.password === undefined, {
    path: ['tls'],
    error: 'encryption, since a password is sent',
  });
export type EmailSettings = z.infer<typeof emailSettings>;
