import { z } from 'zod';

const field = (name: string) =>
  z
    .string()
    .regex(/^[\w.-]{1,40}$/)
    .default(name);

/** What the gateway calls each value; as Kannel does when nothing else is said. */
const fields = z.strictObject({
  user: field('username'),
  password: field('password'),
  from: field('from'),
  to: field('to'),
  text: field('text'),
  charset: field('charset'),
  coding: field('coding'),
  receiptMask: field('dlr-mask'),
  receiptUrl: field('dlr-url'),
});
export type SmsFields = z.infer<typeof fields>;

/** What an admin sets for one campus. */
export const smsSettings = z.strictObject({
  url: z
    .url({ protocol: /^https?$/ })
    .max(500)
    .meta({ title: 'Gateway', help: 'Address of its sendsms, such as https://sms.example/cgi-bin/sendsms.' }),
  method: z.enum(['GET', 'POST']).default('GET').meta({
    title: 'Method',
    help: "GET is Kannel's own, with the password in the address; POST sends a form.",
  }),
  user: z.string().min(1).max(200).meta({ title: 'User' }),
  password: z.string().min(1).max(1_000).meta({ title: 'Password', secret: true }),
  from: z
    .string()
    .regex(/^[\w+ .-]{1,20}$/)
    .optional()
    .meta({ title: 'Sender', help: 'A number, or up to 11 letters; absent: the one of the gateway.' }),
  fields: fields
    .prefault({})
    .meta({ title: 'Field names', help: 'Where the gateway has others than Kannel.' }),
  answerSeconds: z.number().int().min(1).max(30).default(15).meta({ title: 'Seconds to answer' }),
  receipts: z.boolean().default(true).meta({
    title: 'Receipts',
    help: 'The gateway calls the hub under its public address when a phone got the message.',
  }),
  allowPrivateAddresses: z
    .boolean()
    .default(false)
    .meta({ title: 'Private addresses', help: 'Consent to a gateway on a private network.' }),
});
export type SmsSettings = z.infer<typeof smsSettings>;
