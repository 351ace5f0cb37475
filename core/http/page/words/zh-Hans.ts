import type { LayoutWords } from './index.js';

export const simplifiedChinese: LayoutWords = {
  skip: '跳到主要内容',
  languages: '语言',
  pages: '页面',
  signedInAs: '已登录：',
  signOut: '退出登录',
  help: '帮助',
  otherContacts: '其他咨询',
  policies: '政策与意见',
};
