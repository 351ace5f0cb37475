import type { Language } from '../../core/domain/languages.js';

/** What a panel shows. */
export interface PanelWords {
  welcome(name: string): string;
  /** Let in, but without an account at the printers: visitors, and everybody at a released point. */
  guest: string;
  ended: string;
}

export const PANEL_WORDS: Record<Language, PanelWords> = {
  en: {
    welcome: (name) => `Welcome, ${name}.`,
    guest: 'You have no print account here.',
    ended: 'Signed out. Show your code again.',
  },
  'zh-Hant': {
    welcome: (name) => `${name}，歡迎使用。`,
    guest: '您在此沒有打印帳戶。',
    ended: '已登出。請再次出示通行碼。',
  },
  'zh-Hans': {
    welcome: (name) => `${name}，欢迎使用。`,
    guest: '您在此没有打印账户。',
    ended: '已退出。请再次出示通行码。',
  },
};
