import type { Localized } from '../../core/domain/languages.js';

const text = (en: string, hant: string, hans: string): Localized => ({
  en,
  'zh-Hant': hant,
  'zh-Hans': hans,
});

/** What the console's form says of each setting. */
export const SETTING_WORDS = {
  userNames: {
    label: text('Print user names', '打印用戶名稱', '打印用户名'),
    help: text(
      'affiliation and suffix, where the print server knows people by more than their login name.',
      '若打印伺服器所用名稱不只登入名稱，請按身份（affiliation）填寫後綴（suffix）。',
      '若打印服务器所用名称不只是登录名，请按身份（affiliation）填写后缀（suffix）。',
    ),
  },
  quotaGroups: {
    label: text('Quota groups', '配額組別', '配额组别'),
    help: text(
      'id, name in three languages, campus groups and pages a month; the first that a person is in counts.',
      'id、三種語言的名稱、校園群組及每月頁數；以首個符合者為準。',
      'id、三种语言的名称、校园群组及每月页数；以第一个符合者为准。',
    ),
  },
  idleSeconds: {
    label: text(
      'Seconds without activity until a panel signs out',
      '閒置多少秒後面板自動登出',
      '闲置多少秒后面板自动退出',
    ),
  },
  keepDays: {
    label: text(
      'Days for which ended sessions are kept',
      '已結束的使用紀錄保留日數',
      '已结束的使用记录保留天数',
    ),
    help: text('They name nobody.', '紀錄不載姓名。', '记录中没有姓名。'),
  },
  pushToken: {
    label: text('Push token', '推送權杖', '推送令牌'),
    help: text(
      'What the panels want to hear from the hub before they take quota groups.',
      '面板接受配額組別前須由平台出示。',
      '面板接受配额组别前须由平台出示。',
    ),
  },
  pushSeconds: {
    label: text(
      'Seconds that a panel may take to confirm quota groups',
      '面板確認配額組別的時限（秒）',
      '面板确认配额组别的时限（秒）',
    ),
  },
  watchSeconds: {
    label: text(
      'Seconds between two looks at what a panel holds',
      '查核面板所存內容的間隔（秒）',
      '查核面板所存内容的间隔（秒）',
    ),
  },
  allowPrivateAddresses: {
    label: text('Private addresses', '私人網絡位址', '内网地址'),
    help: text(
      'Consent to call panels on private networks.',
      '同意連接私人網絡上的面板。',
      '同意连接内网上的面板。',
    ),
  },
} as const;
