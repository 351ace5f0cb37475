import type { LayoutWords } from './index.js';

export const traditionalChinese: LayoutWords = {
  skip: '跳到主要內容',
  languages: '語言',
  pages: '頁面',
  signedInAs: '已登入：',
  signOut: '登出',
  help: '協助',
  otherContacts: '其他查詢',
  policies: '政策與意見',
};
