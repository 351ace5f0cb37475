import { z } from 'zod';

const REFERENCE = /^\$\{env:\w+\}$/;
const isWebAddress = (text: string) =>
  REFERENCE.test(text) || (URL.canParse(text) && /^https?:$/.test(new URL(text).protocol));

const capture = z.strictObject({
  wayOut: z.enum(['self_service', 'help_desk']).default('self_service').meta({
    title: 'Way out after a screen capture',
    help: 'self_service: the holder confirms after a while. help_desk: somebody lifts the freeze.',
  }),
  coolingOffMinutes: z
    .int()
    .min(1)
    .max(7 * 24 * 60)
    .default(10)
    .meta({ title: 'Minutes before the holder may confirm', help: 'Counted from the last capture.' }),
  selfServiceTimes: z
    .int()
    .min(1)
    .max(100)
    .default(3)
    .meta({ title: 'Captures in 30 days after which only the help desk can lift the freeze' }),
  contact: z.string().max(64).optional().meta({
    title: 'Whom to ask',
    help: 'Topic of a contact of the campus file; the first one when absent.',
  }),
});

/** The settings of one campus's mini program, as an admin fills them. */
export const wechatSettings = z.strictObject({
  appid: z
    .string()
    .regex(/^wx[0-9a-f]{16}$/, 'an AppID such as wx0123456789abcdef')
    .meta({ title: 'AppID' }),
  secret: z.string().min(16).max(128).meta({ title: 'AppSecret', secret: true }),
  apiUrl: z
    .string()
    .refine(isWebAddress, 'an http or https address')
    .default('https://api.weixin.qq.com')
    .meta({ title: 'Platform', help: 'Where the WeChat server API is called.' }),
  allowPrivateAddresses: z.boolean().default(false).meta({
    title: 'Private addresses',
    help: 'Consent to a platform on a private network, such as a proxy.',
  }),
  envVersion: z
    .enum(['release', 'trial', 'develop'])
    .default('release')
    .meta({ title: 'Version that links and posters open' }),
  minVersion: z
    .string()
    .regex(/^\d{1,4}\.\d{1,4}\.\d{1,4}$/, 'three numbers such as 1.4.0')
    .default('1.0.0')
    .meta({ title: 'Oldest client', help: 'Older ones are told to update.' }),
  updateUrl: z
    .url({ protocol: /^https?$/, error: 'an http or https address' })
    .optional()
    .meta({ title: 'Where to update', help: 'Told to older clients; the poster page when absent.' }),
  cardPage: z.string().max(128).default('pages/card/index').meta({ title: 'Page that the poster opens' }),
  visitPage: z
    .string()
    .max(128)
    .default('pages/visit/index')
    .meta({ title: 'Page that a visitor’s link opens' }),
  sessionDays: z.int().min(1).max(365).default(30).meta({ title: 'Days before a holder signs in again' }),
  hostHours: z
    .int()
    .min(1)
    .max(24 * 31)
    .default(8)
    .meta({ title: 'Hours after a sign-in in which visits can be made' }),
  capture: capture.prefault({}),
});
export type WechatSettings = z.infer<typeof wechatSettings>;
