import { z } from 'zod';
import { SETTING_WORDS } from './setting-words.js';

const REFERENCE = /^\$\{env:\w+\}$/;
const isWebAddress = (text: string) =>
  REFERENCE.test(text) || (URL.canParse(text) && /^https?:$/.test(new URL(text).protocol));

const capture = z.strictObject({
  wayOut: z.enum(['self_service', 'help_desk']).default('self_service').meta(SETTING_WORDS.wayOut),
  coolingOffMinutes: z
    .int()
    .min(1)
    .max(7 * 24 * 60)
    .default(10)
    .meta(SETTING_WORDS.coolingOffMinutes),
  selfServiceTimes: z.int().min(1).max(100).default(3).meta(SETTING_WORDS.selfServiceTimes),
  contact: z.string().max(64).optional().meta(SETTING_WORDS.contact),
});

/** The settings of one campus's mini program, as an admin fills them. */
export const wechatSettings = z.strictObject({
  appid: z
    .string()
    .regex(/^wx[0-9a-f]{16}$/, 'an AppID such as wx0123456789abcdef')
    .meta(SETTING_WORDS.appid),
  secret: z
    .string()
    .min(16)
    .max(128)
    .meta({ ...SETTING_WORDS.secret, secret: true }),
  apiUrl: z
    .string()
    .refine(isWebAddress, 'an http or https address')
    .default('https://api.weixin.qq.com')
    .meta(SETTING_WORDS.apiUrl),
  allowPrivateAddresses: z.boolean().default(false).meta(SETTING_WORDS.allowPrivateAddresses),
  envVersion: z.enum(['release', 'trial', 'develop']).default('release').meta(SETTING_WORDS.envVersion),
  minVersion: z
    .string()
    .regex(/^\d{1,4}\.\d{1,4}\.\d{1,4}$/, 'three numbers such as 1.4.0')
    .default('1.0.0')
    .meta(SETTING_WORDS.minVersion),
  updateUrl: z
    .url({ protocol: /^https?$/, error: 'an http or https address' })
    .optional()
    .meta(SETTING_WORDS.updateUrl),
  cardPage: z.string().max(128).default('pages/card/index').meta(SETTING_WORDS.cardPage),
  visitPage: z.string().max(128).default('pages/visit/index').meta(SETTING_WORDS.visitPage),
  sessionDays: z.int().min(1).max(365).default(30).meta(SETTING_WORDS.sessionDays),
  hostHours: z
    .int()
    .min(1)
    .max(24 * 31)
    .default(8)
    .meta(SETTING_WORDS.hostHours),
  capture: capture.prefault({}),
});
export type WechatSettings = z.infer<typeof wechatSettings>;
