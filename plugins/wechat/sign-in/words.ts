import type { Language } from '../../../core/domain/languages.js';

export interface SignInWords {
  title: string;
  lead: (codeName: string) => string;
  as: string;
  warning: string;
  confirm: string;
  notYou: string;
  doneTitle: string;
  done: string;
  typed: string;
  overTitle: string;
  over: string;
  unknownTitle: string;
}

export const SIGN_IN_WORDS: Record<Language, SignInWords> = {
  en: {
    title: 'Sign in to the mini program',
    lead: (codeName) => `The ${codeName} will be shown in WeChat on this phone.`,
    as: 'Signed in as',
    warning:
      'Continue only if you have just opened this page in the mini program yourself. If somebody sent you this page, close it.',
    confirm: 'Continue',
    notYou: 'Is this somebody else? Sign out below, then begin again in the mini program.',
    doneTitle: 'Back to the mini program',
    done: 'The mini program goes on by itself. If it does not, go back to it and type this number there.',
    typed: 'Number for the mini program',
    overTitle: 'This sign-in is over',
    over: 'It was used already, or it took more than ten minutes. Go back to the mini program and begin again.',
    unknownTitle: 'Nobody knows of you yet',
  },
  'zh-Hant': {
    title: '登入小程式',
    lead: (codeName) => `${codeName}將在這部手機的微信內顯示。`,
    as: '現以此身份登入',
    warning: '只有在您剛才親自於小程式開啟本頁時，才按繼續。如本頁是別人傳給您的，請立即關閉。',
    confirm: '繼續',
    notYou: '不是您本人？請先在下方登出，再於小程式重新開始。',
    doneTitle: '返回小程式',
    done: '小程式會自動繼續。如沒有反應，請返回小程式並輸入此號碼。',
    typed: '小程式所需號碼',
    overTitle: '這次登入已失效',
    over: '這次登入已使用過，或已超過十分鐘。請返回小程式重新開始。',
    unknownTitle: '暫時沒有您的紀錄',
  },
  'zh-Hans': {
    title: '登录小程序',
    lead: (codeName) => `${codeName}将在这部手机的微信中显示。`,
    as: '当前登录身份',
    warning: '只有在您刚刚亲自从小程序打开本页时，才点击继续。如本页是他人发给您的，请立即关闭。',
    confirm: '继续',
    notYou: '不是您本人？请先在下方退出登录，再从小程序重新开始。',
    doneTitle: '返回小程序',
    done: '小程序会自动继续。如没有反应，请返回小程序并输入此号码。',
    typed: '小程序所需号码',
    overTitle: '本次登录已失效',
    over: '本次登录已使用过，或已超过十分钟。请返回小程序重新开始。',
    unknownTitle: '暂时没有您的记录',
  },
};
