import type { Localized } from '../../core/domain/languages.js';

interface SettingWords {
  label: Localized;
  help?: Localized;
}

/** Labels and helps of the settings, in the admin's language. */
export const SETTING_WORDS = {
  appid: { label: same('AppID') },
  secret: { label: same('AppSecret') },
  apiUrl: {
    label: text('Platform', '平台位址', '平台地址'),
    help: text(
      'Where the WeChat server API is called.',
      '微信伺服器 API 的位址。',
      '微信服务端 API 的地址。',
    ),
  },
  allowPrivateAddresses: {
    label: text('Private addresses', '私人網絡位址', '内网地址'),
    help: text(
      'Consent to a platform on a private network, such as a proxy.',
      '同意連接私人網絡上的平台，例如代理伺服器。',
      '同意连接内网上的平台，例如代理服务器。',
    ),
  },
  envVersion: {
    label: text('Version that links and posters open', '連結及海報所開啟的版本', '链接和海报打开的版本'),
    help: text(
      'release: published. trial: for testers. develop: for developers.',
      'release：正式版。trial：體驗版。develop：開發版。',
      'release：正式版。trial：体验版。develop：开发版。',
    ),
  },
  minVersion: {
    label: text('Oldest client', '最舊可用版本', '最低可用版本'),
    help: text('Older ones are told to update.', '較舊的版本會收到更新提示。', '更旧的版本会收到更新提示。'),
  },
  updateUrl: {
    label: text('Where to update', '更新網址', '更新网址'),
    help: text(
      'Told to older clients; the poster page when absent.',
      '向較舊的版本提供；留空則用海報頁。',
      '提供给旧版本；留空则用海报页。',
    ),
  },
  cardPage: { label: text('Page that the poster opens', '海報所開啟的頁面', '海报打开的页面') },
  visitPage: {
    label: text('Page that a visitor’s link opens', '訪客連結所開啟的頁面', '访客链接打开的页面'),
  },
  sessionDays: {
    label: text('Days before a holder signs in again', '持卡人須重新登入的日數', '持卡人需重新登录的天数'),
  },
  hostHours: {
    label: text(
      'Hours after a sign-in in which visits can be made',
      '登入後多少小時內可預約訪客',
      '登录后多少小时内可以预约访客',
    ),
  },
  wayOut: {
    label: text('Way out after a screen capture', '截圖凍結後的解除方式', '截屏冻结后的解除方式'),
    help: text(
      'self_service: the holder confirms after a while. help_desk: somebody lifts the freeze.',
      'self_service：持卡人稍後自行確認。help_desk：由服務台解除。',
      'self_service：持卡人稍后自行确认。help_desk：由服务台解除。',
    ),
  },
  coolingOffMinutes: {
    label: text(
      'Minutes before the holder may confirm',
      '持卡人可確認前的等候分鐘數',
      '持卡人可确认前的等待分钟数',
    ),
    help: text('Counted from the last capture.', '由最近一次截圖起計。', '从最近一次截屏起计算。'),
  },
  selfServiceTimes: {
    label: text(
      'Captures in 30 days after which only the help desk can lift the freeze',
      '30 日內截圖多少次後只可由服務台解除',
      '30 天内截屏多少次后只能由服务台解除',
    ),
  },
  contact: {
    label: text('Whom to ask', '查詢聯絡人', '咨询联系人'),
    help: text(
      'Topic of a contact of the campus file; the first one when absent.',
      '校園檔案中聯絡人的 topic；留空則用第一個。',
      '校园文件中联系人的 topic；留空则用第一个。',
    ),
  },
} satisfies Record<string, SettingWords>;

function text(en: string, hant: string, hans: string): Localized {
  return { en, 'zh-Hant': hant, 'zh-Hans': hans };
}

function same(name: string): Localized {
  return text(name, name, name);
}
