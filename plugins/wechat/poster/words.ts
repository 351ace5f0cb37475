import type { Language } from '../../../core/domain/languages.js';

export interface PosterWords {
  title: (codeName: string) => string;
  lead: string;
  alt: (codeName: string) => string;
  steps: string[];
  rule: string;
  print: string;
}

export const POSTER_WORDS: Record<Language, PosterWords> = {
  en: {
    title: (codeName) => `${codeName} in WeChat`,
    lead: 'Scan this code with WeChat to open the mini program.',
    alt: (codeName) => `Mini program code of the ${codeName}`,
    steps: [
      'Open WeChat, choose “Scan” and point the camera at the code.',
      'Sign in with your campus account and password.',
      'Read the rules, then apply: the card appears at once.',
      'Hold it to the reader of a gate, a door or a printer.',
    ],
    rule: 'Do not capture the screen while the card is shown: its code is frozen if you do. Do not forward it.',
    print: 'This page can be printed as a poster.',
  },
  'zh-Hant': {
    title: (codeName) => `微信版${codeName}`,
    lead: '以微信掃描此碼，開啟小程式。',
    alt: (codeName) => `${codeName}的小程式碼`,
    steps: [
      '開啟微信，選擇「掃一掃」，對準此碼。',
      '以校園帳戶及密碼登入。',
      '閱讀須知後申領，卡片即時顯示。',
      '將卡片靠近閘機、門禁或打印機的掃碼區。',
    ],
    rule: '顯示卡片時請勿截屏，否則二維碼會被凍結；亦不得轉發他人。',
    print: '本頁可列印成海報。',
  },
  'zh-Hans': {
    title: (codeName) => `微信版${codeName}`,
    lead: '用微信扫描此码，打开小程序。',
    alt: (codeName) => `${codeName}的小程序码`,
    steps: [
      '打开微信，选择“扫一扫”，对准此码。',
      '使用校园账号及密码登录。',
      '阅读须知后申领，卡片立即显示。',
      '将卡片靠近闸机、门禁或打印机的扫码区。',
    ],
    rule: '显示卡片时请勿截屏，否则二维码会被冻结；也不得转发他人。',
    print: '本页可打印成海报。',
  },
};
