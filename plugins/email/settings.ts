import { z } from 'zod';

const seconds = z.number().int().min(1).max(30);

/** What an admin sets for one campus. */
export const emailSettings = z
  .strictObject({
    server: z
      .string()
      .max(260)
      .refine(isServer, 'a name and a port such as "smtp.example.edu:587"')
      .meta({
        label: { en: 'Mail server', 'zh-Hant': '郵件伺服器', 'zh-Hans': '邮件服务器' },
        help: {
          en: 'Name and port of the submission server: 587 with STARTTLS, 465 with TLS from the start.',
          'zh-Hant': '用以寄出郵件的伺服器名稱及埠號：STARTTLS 用 587，一開始即用 TLS 則用 465。',
          'zh-Hans': '用于发送邮件的服务器名称和端口：STARTTLS 用 587，从一开始就用 TLS 则用 465。',
        },
      }),
    tls: z
      .enum(['starttls', 'implicit', 'none'])
      .default('starttls')
      .meta({
        label: { en: 'Encryption', 'zh-Hant': '加密', 'zh-Hans': '加密' },
        help: {
          en: 'starttls refuses a server that does not offer it; none is for a server on the same machine.',
          'zh-Hant': 'starttls 會拒絕不支援它的伺服器；none 只用於同一部機器上的伺服器。',
          'zh-Hans': 'starttls 会拒绝不支持它的服务器；none 只用于同一台机器上的服务器。',
        },
      }),
    user: z
      .string()
      .min(1)
      .max(254)
      .optional()
      .meta({
        label: { en: 'User', 'zh-Hant': '使用者名稱', 'zh-Hans': '用户名' },
        help: { en: 'Absent: no sign-in.', 'zh-Hant': '留空則不登入。', 'zh-Hans': '留空则不登录。' },
      }),
    password: z
      .string()
      .min(1)
      .max(1_000)
      .optional()
      .meta({ label: { en: 'Password', 'zh-Hant': '密碼', 'zh-Hans': '密码' }, secret: true }),
    fromAddress: z
      .email()
      .max(254)
      .meta({
        label: { en: 'Sender address', 'zh-Hant': '寄件地址', 'zh-Hans': '发件地址' },
        help: {
          en: 'Its domain signs (DKIM) and allows (SPF) the mail server; bounces come here.',
          'zh-Hant': '其網域須為郵件伺服器簽署（DKIM）並授權（SPF）；退信寄到此地址。',
          'zh-Hans': '其域名须为邮件服务器签名（DKIM）并授权（SPF）；退信寄到此地址。',
        },
      }),
    fromName: z
      .string()
      .regex(/^[^\r\n]{1,100}$/)
      .optional()
      .meta({
        label: { en: 'Sender name', 'zh-Hant': '寄件者名稱', 'zh-Hans': '发件人名称' },
        help: {
          en: "Absent: the campus's name.",
          'zh-Hant': '留空則用校園名稱。',
          'zh-Hans': '留空则用校园名称。',
        },
      }),
    replyTo: z
      .email()
      .max(254)
      .optional()
      .meta({
        label: { en: 'Replies to', 'zh-Hant': '回覆地址', 'zh-Hans': '回复地址' },
        help: {
          en: 'An address that is read.',
          'zh-Hant': '有人閱讀的地址。',
          'zh-Hans': '有人阅读的地址。',
        },
      }),
    connectSeconds: seconds
      .default(10)
      .meta({ label: { en: 'Seconds to connect', 'zh-Hant': '連線秒數', 'zh-Hans': '连接秒数' } }),
    answerSeconds: seconds
      .default(20)
      .meta({ label: { en: 'Seconds to answer', 'zh-Hant': '等候回應秒數', 'zh-Hans': '等待应答秒数' } }),
    allowPrivateAddresses: z
      .boolean()
      .default(false)
      .meta({
        label: { en: 'Private addresses', 'zh-Hant': '私人網絡位址', 'zh-Hans': '内网地址' },
        help: {
          en: 'Consent to a mail server on a private network.',
          'zh-Hant': '同意連接私人網絡上的郵件伺服器。',
          'zh-Hans': '同意连接内网的邮件服务器。',
        },
      }),
  })
  .refine((is) => is.tls !== 'none' || is.password === undefined, {
    path: ['tls'],
    error: 'encryption, since a password is sent',
  });
export type EmailSettings = z.infer<typeof emailSettings>;

const SUBMISSION = 587;

/** Host and port of a server; the port of submission (RFC 6409) where none is named. */
export function serverOf(server: string): { host: string; port: number } {
  const { hostname, port } = new URL(`smtp://${server}`);
  return { host: hostname.replace(/^\[(.*)\]$/, '$1'), port: Number(port) || SUBMISSION };
}

function isServer(text: string): boolean {
  return /^[^\s/@?#]+$/.test(text) && URL.canParse(`smtp://${text}`);
}
