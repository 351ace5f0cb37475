import { z } from 'zod';
import { personRecord } from '../../core/domain/eligibility.js';
import type { Localized } from '../../core/domain/languages.js';

const reference = /^\$\{env:[A-Z][A-Z0-9_]*\}$/;
const ldapUrl = z
  .string()
  .refine(
    (url) => reference.test(url) || /^ldaps?:\/\/[^\s/]+$/.test(url),
    'an address such as ldaps://directory.example:636',
  )
  .meta({
    label: { en: 'Directory', 'zh-Hant': '目錄', 'zh-Hans': '目录' },
    help: {
      en: 'Address of the LDAP directory: ldaps:// or ldap://, with a port where needed.',
      'zh-Hant': 'LDAP 目錄的位址：ldaps:// 或 ldap://，如有需要加上埠號。',
      'zh-Hans': 'LDAP 目录的地址：ldaps:// 或 ldap://，必要时加上端口。',
    },
  });

const attribute = (name: string, label: Localized, help: Localized) =>
  z
    .string()
    .regex(/^[A-Za-z][A-Za-z0-9-]{0,63}$/, 'the name of an LDAP attribute')
    .default(name)
    .meta({ label, help });

const signInName = z.strictObject({
  base: z.string().min(3).max(500),
  /** What follows the prefix in a whole sign-in name; names under it are looked for below this base only. */
  suffix: z
    .string()
    .regex(/^@[^\s@]{3,250}$/, 'a suffix such as "@campus.example"')
    .optional(),
  affiliation: personRecord.shape.affiliation.optional(),
});

const address = z.url({ protocol: /^https?$/, error: 'an http or https address' });

/** A portal that signs its people in here. Its subjects are its own: two portals cannot join theirs. */
const client = z
  .strictObject({
    clientId: z.string().regex(/^[A-Za-z0-9._-]{1,64}$/, 'letters, digits, dots, hyphens'),
    name: z.string().min(1).max(100).optional(),
    redirectUris: z.array(address).min(1),
    postLogoutRedirectUris: z.array(address).default([]),
    /** Absent: a public client that keeps no secret (PKCE protects it either way). */
    clientSecret: z.string().min(32, 'at least 32 characters').meta({ secret: true }).optional(),
    /** Run by the campus itself: nobody is asked for consent. */
    trusted: z.boolean().default(false),
    /** May call the hub's own interface for the person. */
    hubApi: z.boolean().default(false),
    signing: z.enum(['RS256', 'ES256']).default('RS256'),
  })
  .refine((is) => is.clientId !== 'gatehouse', {
    path: ['clientId'],
    message: 'another id: gatehouse is the hub itself',
  })
  .refine((is) => new Set(is.redirectUris.map((uri) => new URL(uri).host)).size === 1, {
    path: ['redirectUris'],
    message: 'addresses on one host: the subjects of a client are tied to it (OpenID Connect Core 8.1)',
  });

/** The settings of one campus's sign-in, as an admin fills them. */
export const settings = z.strictObject({
  url: ldapUrl,
  bindDn: z
    .string()
    .min(3)
    .max(500)
    .meta({
      label: { en: 'Service account', 'zh-Hant': '服務帳戶', 'zh-Hans': '服务账号' },
      help: {
        en: 'DN that may search for people.',
        'zh-Hant': '可搜尋人員的 DN。',
        'zh-Hans': '可查找人员的 DN。',
      },
    }),
  bindPassword: z
    .string()
    .min(1)
    .meta({
      label: {
        en: 'Password of the service account',
        'zh-Hant': '服務帳戶的密碼',
        'zh-Hans': '服务账号的密码',
      },
      secret: true,
    }),
  startTls: z
    .boolean()
    .default(false)
    .meta({
      label: { en: 'StartTLS', 'zh-Hant': 'StartTLS 加密', 'zh-Hans': 'StartTLS 加密' },
      help: {
        en: 'Encrypt an ldap:// connection before anything is said.',
        'zh-Hant': '在 ldap:// 連線傳送任何內容前先行加密。',
        'zh-Hans': '在 ldap:// 连接传送任何内容之前先加密。',
      },
    }),
  ca: z
    .string()
    .startsWith('-----BEGIN CERTIFICATE-----')
    .optional()
    .meta({
      label: { en: 'Certificate authority', 'zh-Hant': '憑證機構', 'zh-Hans': '证书颁发机构' },
      help: {
        en: 'PEM; where the directory has a certificate of the campus’s own authority.',
        'zh-Hant': 'PEM 格式；供目錄使用校園自設機構所發憑證時填寫。',
        'zh-Hans': 'PEM 格式；目录使用校园自建机构所发证书时填写。',
      },
    }),
  answerSeconds: z
    .int()
    .min(1)
    .max(30)
    .default(5)
    .meta({
      label: {
        en: 'Seconds to wait for the directory',
        'zh-Hant': '等候目錄回應的秒數',
        'zh-Hans': '等待目录应答的秒数',
      },
    }),
  loginAttribute: attribute(
    'uid',
    { en: 'Attribute of the sign-in name', 'zh-Hant': '登入名稱的屬性', 'zh-Hans': '登录名的属性' },
    {
      en: 'uid, or sAMAccountName in Active Directory.',
      'zh-Hant': 'uid；Active Directory 則為 sAMAccountName。',
      'zh-Hans': 'uid；Active Directory 则为 sAMAccountName。',
    },
  ),
  joinAttribute: attribute(
    'employeeNumber',
    {
      en: 'Attribute that joins to HR',
      'zh-Hant': '與人事紀錄對應的屬性',
      'zh-Hans': '与人事记录对应的属性',
    },
    {
      en: 'Holds the staff or student number.',
      'zh-Hant': '載有職員或學生編號。',
      'zh-Hans': '存有教职员工号或学号。',
    },
  ),
  affiliationAttribute: attribute(
    'employeeType',
    { en: 'Attribute of the affiliation', 'zh-Hant': '身份類別的屬性', 'zh-Hans': '身份类别的属性' },
    {
      en: 'Read where a base does not say who its people are: staff, student, alum, affiliate.',
      'zh-Hant': '當搜尋起點沒有指明身份時讀取：staff、student、alum、affiliate。',
      'zh-Hans': '当查找起点没有指明身份时读取：staff、student、alum、affiliate。',
    },
  ),
  signIn: z
    .array(signInName)
    .min(1)
    .meta({
      label: { en: 'Who signs in', 'zh-Hant': '誰可登入', 'zh-Hans': '谁可登录' },
      help: {
        en: 'Where people are found: base, the suffix of their sign-in names, their affiliation.',
        'zh-Hant': '在何處尋找人員：搜尋起點（base）、登入名稱的後綴（suffix）、身份類別（affiliation）。',
        'zh-Hans': '在何处查找人员：查找起点（base）、登录名的后缀（suffix）、身份类别（affiliation）。',
      },
    }),
  forgotPinUrl: address.optional().meta({
    label: { en: 'Forgot your PIN?', 'zh-Hant': '忘記密碼？', 'zh-Hans': '忘记密码？' },
    help: {
      en: 'Page where people reset theirs.',
      'zh-Hant': '供使用者重設密碼的網頁。',
      'zh-Hans': '供用户重置密码的网页。',
    },
  }),
  accessTokenMinutes: z
    .int()
    .min(1)
    .max(480)
    .default(60)
    .meta({
      label: {
        en: 'Minutes that an access token lasts',
        'zh-Hant': '存取權杖的有效分鐘數',
        'zh-Hans': '访问令牌的有效分钟数',
      },
    }),
  clients: z
    .array(client)
    .default([])
    .meta({
      label: { en: 'Portals', 'zh-Hant': '入口網站', 'zh-Hans': '门户网站' },
      help: {
        en: 'Existing portals that sign their people in here.',
        'zh-Hant': '經此處讓使用者登入的現有入口網站。',
        'zh-Hans': '通过这里让用户登录的现有门户网站。',
      },
    }),
});
export type SsoSettings = z.infer<typeof settings>;
export type PortalClient = SsoSettings['clients'][number];
