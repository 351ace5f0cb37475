import { z } from 'zod';
import type { Localized } from '../../core/domain/languages.js';

/** A value that stands in the hub's environment is resolved before the plugin begins. */
const REFERENCE = /^\$\{env:\w+\}$/;
const isWebAddress = (text: string) =>
  REFERENCE.test(text) || (URL.canParse(text) && /^https?:$/.test(new URL(text).protocol));
/** What an admin reads: English, Traditional and Simplified Chinese. */
const said = (...[en, hant, hans]: [string, string, string]) => ({ en, 'zh-Hant': hant, 'zh-Hans': hans });
const field = (standard: string, label: Localized, help: Localized) =>
  z.string().min(1).max(64).default(standard).meta({ label, help });

export const legacySettings = z.strictObject({
  url: z
    .string()
    .refine(isWebAddress, 'an http or https address')
    .meta({
      label: said('Address', '地址', '地址'),
      help: said(
        'Where the old system is asked about a code, by POST with JSON.',
        '在此以 POST 及 JSON 向舊系統查詢碼。',
        '在此以 POST 和 JSON 向旧系统查询码。',
      ),
    }),
  secret: z
    .string()
    .min(1)
    .meta({
      label: said('Secret', '密鑰', '密钥'),
      help: said('Sent as a bearer token.', '以 Bearer 權杖傳送。', '以 Bearer 令牌发送。'),
      secret: true,
    }),
  timeoutMs: z
    .int()
    .min(100)
    .max(1_400)
    .default(1_000)
    .meta({
      label: said('Time to answer', '回應時限', '应答时限'),
      help: said(
        'Milliseconds; a person stands at the gate.',
        '以毫秒計；有人正在閘機前等候。',
        '以毫秒计；有人正在闸机前等候。',
      ),
    }),
  fields: z
    .strictObject({
      text: field(
        'qr',
        said('Field of the text', '文字的欄位', '文本的字段'),
        said('What the reader read.', '讀碼器讀到的內容。', '读码器读到的内容。'),
      ),
      point: field(
        'gate',
        said('Field of the gate', '閘機的欄位', '闸机的字段'),
        said('Where it was read.', '在哪裏讀到。', '在哪里读到。'),
      ),
      answer: field(
        'allowed',
        said('Field of the answer', '回應的欄位', '应答的字段'),
        said(
          'true opens the gate, false does not.',
          'true 會開閘，false 不會。',
          'true 会开闸，false 不会。',
        ),
      ),
    })
    .prefault({}),
  gates: z
    .record(z.string(), z.string().min(1).max(128))
    .default({})
    .meta({
      label: said('Names of gates', '閘機名稱', '闸机名称'),
      help: said(
        'The old system’s name of a point, where it is another one.',
        '如舊系統對通行點另有名稱，在此填寫。',
        '如旧系统对通行点另有名称，在此填写。',
      ),
    }),
  compareClosed: z
    .boolean()
    .default(true)
    .meta({
      label: said('Compare closed gates', '比較已關閉的閘機', '比较已关闭的闸机'),
      help: said(
        'Ask also where our gate is closed, and only count the answer.',
        '閘機關閉時亦向舊系統查詢，只作統計。',
        '闸机关闭时也向旧系统查询，只作统计。',
      ),
    }),
  allowPrivateAddresses: z
    .boolean()
    .default(false)
    .meta({
      label: said('Private addresses', '私人網絡位址', '内网地址'),
      help: said(
        'Consent to call systems on private networks.',
        '同意呼叫私人網絡上的系統。',
        '同意调用内网上的系统。',
      ),
    }),
});
export type LegacySettings = z.infer<typeof legacySettings>;
