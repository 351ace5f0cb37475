import type { Localized } from '../../core/domain/languages.js';

const text = (en: string, hant: string, hans: string): Localized => ({
  en,
  'zh-Hant': hant,
  'zh-Hans': hans,
});

/** What the console's form says of each setting. */
export const SETTING_WORDS = {
  currency: {
    label: text('Currency', '貨幣', '货币'),
    help: text(
      'Of all prices, as ISO 4217 writes it.',
      '所有價格的貨幣，按 ISO 4217 書寫。',
      '所有价格的货币，按 ISO 4217 书写。',
    ),
  },
  priceGroups: {
    label: text('Price groups', '價格組別', '价格组别'),
    help: text(
      'id and campus groups of each; the first that a person is in counts, everybody else is among the guests.',
      '每組的 id 及校園群組；以首個符合者為準，其餘均屬 guests（訪客）。',
      '每组的 id 及校园群组；以第一个符合者为准，其余均属 guests（访客）。',
    ),
  },
  periods: {
    label: text('Meal periods', '供餐時段', '供餐时段'),
    help: text(
      'id, name in three languages, from, to, days, points, prices by price group, and entitlements: how many meals a day at which price. Hours past midnight belong to the day on which they begin.',
      'id、三種語言的名稱、from、to、days、points、各價格組別的 prices，以及 entitlements：每日可按何價取幾餐。跨午夜的時段屬開始當日。',
      'id、三种语言的名称、from、to、days、points、各价格组别的 prices，以及 entitlements：每天可按何价取几餐。跨午夜的时段属于开始当天。',
    ),
  },
  showHolder: {
    label: text('What a till learns of the person', '收銀機可得知持碼人的資料', '收银机可得知持码人的资料'),
    help: text('Never the member number.', '一概不提供人員編號。', '一律不提供人员编号。'),
  },
  contactTopic: {
    label: text('Contact whose advice ends a refusal', '拒絕時附上建議的聯絡人', '拒绝时附上建议的联系人'),
    help: text(
      'A topic of the campus file’s contacts; empty takes the one that is about meals, or the topic canteen.',
      '校園檔案中聯絡人的 topic；留空則用有關膳食者，或 topic 為 canteen 者。',
      '校园文件中联系人的 topic；留空则用有关餐饮者，或 topic 为 canteen 者。',
    ),
  },
  reversalMinutes: {
    label: text(
      'Minutes in which a till may give a meal back',
      '收銀機可退回膳食的分鐘數',
      '收银机可退回餐食的分钟数',
    ),
  },
  keepDays: {
    label: text('Days for which meals are kept', '膳食紀錄保留日數', '餐食记录保留天数'),
    help: text('They name nobody.', '紀錄不載姓名。', '记录中没有姓名。'),
  },
  pushToken: {
    label: text('Push token', '推送權杖', '推送令牌'),
    help: text(
      'What the tills want to hear from the hub before they take prices.',
      '收銀機接受價格前須由平台出示。',
      '收银机接受价格前须由平台出示。',
    ),
  },
  pushSeconds: {
    label: text(
      'Seconds that a till may take to confirm prices',
      '收銀機確認價格的時限（秒）',
      '收银机确认价格的时限（秒）',
    ),
  },
  watchSeconds: {
    label: text(
      'Seconds between two looks at what a till holds',
      '查核收銀機所存內容的間隔（秒）',
      '查核收银机所存内容的间隔（秒）',
    ),
  },
  allowPrivateAddresses: {
    label: text('Private addresses', '私人網絡位址', '内网地址'),
    help: text(
      'Consent to call tills on private networks.',
      '同意連接私人網絡上的收銀機。',
      '同意连接内网上的收银机。',
    ),
  },
} as const;
