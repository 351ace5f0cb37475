import { z } from 'zod';

const field = (name: string) =>
  z
    .string()
    .regex(/^[\w.-]{1,40}$/)
    .default(name)
    .meta({
      label: { en: `Field ${name}`, 'zh-Hant': `欄位 ${name}`, 'zh-Hans': `字段 ${name}` },
    });

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
    .meta({
      label: { en: 'Gateway', 'zh-Hant': '閘道', 'zh-Hans': '网关' },
      help: {
        en: 'Address of its sendsms, such as https://sms.example/cgi-bin/sendsms.',
        'zh-Hant': '其 sendsms 的位址，例如 https://sms.example/cgi-bin/sendsms。',
        'zh-Hans': '其 sendsms 的地址，例如 https://sms.example/cgi-bin/sendsms。',
      },
    }),
  method: z
    .enum(['GET', 'POST'])
    .default('GET')
    .meta({
      label: { en: 'Method', 'zh-Hant': '方法', 'zh-Hans': '方法' },
      help: {
        en: "GET is Kannel's own, with the password in the address; POST sends a form.",
        'zh-Hant': 'GET 是 Kannel 的方式，密碼在位址中；POST 以表單傳送。',
        'zh-Hans': 'GET 是 Kannel 的方式，密码在地址中；POST 以表单发送。',
      },
    }),
  user: z
    .string()
    .min(1)
    .max(200)
    .meta({ label: { en: 'User', 'zh-Hant': '使用者名稱', 'zh-Hans': '用户名' } }),
  password: z
    .string()
    .min(1)
    .max(1_000)
    .meta({ label: { en: 'Password', 'zh-Hant': '密碼', 'zh-Hans': '密码' }, secret: true }),
  from: z
    .string()
    .regex(/^[\w+ .-]{1,20}$/)
    .optional()
    .meta({
      label: { en: 'Sender', 'zh-Hant': '發送者', 'zh-Hans': '发送者' },
      help: {
        en: 'A number, or up to 11 letters; absent: the one of the gateway.',
        'zh-Hant': '號碼，或最多 11 個字母；留空則用閘道的設定。',
        'zh-Hans': '号码，或最多 11 个字母；留空则用网关的设置。',
      },
    }),
  fields: fields.prefault({}).meta({
    label: { en: 'Field names', 'zh-Hant': '欄位名稱', 'zh-Hans': '字段名称' },
    help: {
      en: 'Where the gateway has others than Kannel.',
      'zh-Hant': '閘道的名稱與 Kannel 不同時填寫。',
      'zh-Hans': '网关的名称与 Kannel 不同时填写。',
    },
  }),
  answerSeconds: z
    .number()
    .int()
    .min(1)
    .max(30)
    .default(15)
    .meta({ label: { en: 'Seconds to answer', 'zh-Hant': '等候回應秒數', 'zh-Hans': '等待应答秒数' } }),
  receipts: z
    .boolean()
    .default(true)
    .meta({
      label: { en: 'Receipts', 'zh-Hant': '送達回條', 'zh-Hans': '送达回执' },
      help: {
        en: 'The gateway calls the hub under its public address when a phone got the message.',
        'zh-Hant': '手機收到訊息後，閘道會呼叫本系統的公開位址。',
        'zh-Hans': '手机收到消息后，网关会调用本系统的公开地址。',
      },
    }),
  allowPrivateAddresses: z
    .boolean()
    .default(false)
    .meta({
      label: { en: 'Private addresses', 'zh-Hant': '私人網絡位址', 'zh-Hans': '内网地址' },
      help: {
        en: 'Consent to a gateway on a private network.',
        'zh-Hant': '同意連接私人網絡上的閘道。',
        'zh-Hans': '同意连接内网的网关。',
      },
    }),
});
export type SmsSettings = z.infer<typeof smsSettings>;
