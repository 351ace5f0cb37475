import type { Language } from '../../../core/domain/languages.js';

/** Every sentence of the sign-in pages. */
export interface Words {
  /** What the language calls itself. */
  languageName: string;
  chooseLanguage: string;
  signIn: string;
  error: string;
  name: string;
  wholeName: string;
  pin: string;
  forgotPin: string;
  /** One sentence for every wrong name and wrong PIN, so that it tells nothing about who has an account. */
  wrong: string;
  /** Added to it where names have more than a prefix. */
  wrongWhole: string;
  empty: string;
  tooMany: (minutes: number) => string;
  unavailable: string;
  expiredTitle: string;
  expired: string;
  startAgain: string;
  consentTitle: (client: string) => string;
  consentLead: string;
  scopes: Record<'openid' | 'profile' | 'email' | 'offline_access' | 'gatehouse', string>;
  allow: string;
  deny: string;
  signOutTitle: string;
  signOut: string;
  staySignedIn: string;
  signedOutTitle: string;
  signedOut: string;
  problemTitle: string;
  problem: string;
}

const en: Words = {
  languageName: 'English',
  chooseLanguage: 'Language',
  signIn: 'Sign in',
  error: 'Error',
  name: 'Sign-in name',
  wholeName: 'Type the whole name:',
  pin: 'PIN',
  forgotPin: 'Forgot your PIN?',
  wrong: 'That name and PIN do not match. Please check both.',
  wrongWhole: 'If you typed a part of your name, type the whole of it.',
  empty: 'Enter your sign-in name and your PIN.',
  tooMany: (minutes) =>
    `There were too many tries. Please wait ${minutes === 1 ? 'a minute' : `${minutes} minutes`}, then try again.`,
  unavailable:
    'Sign-in is not possible right now: the directory does not answer. Please try again in a few minutes.',
  expiredTitle: 'This sign-in has ended',
  expired: 'The page was open for too long, or it was used already. Nothing is wrong with your account.',
  startAgain: 'Start again',
  consentTitle: (client) => `${client} asks to know who you are`,
  consentLead: 'It will be told:',
  scopes: {
    openid: 'that it is you, by a number that only this service knows',
    profile: 'your name and whether you are staff or a student',
    email: 'your e-mail address',
    offline_access: 'the same again later, without asking you',
    gatehouse: 'your access code, and to act for you in the access code service',
  },
  allow: 'Allow',
  deny: 'Do not allow',
  signOutTitle: 'Sign out?',
  signOut: 'Sign out',
  staySignedIn: 'Stay signed in',
  signedOutTitle: 'You are signed out',
  signedOut: 'On a shared computer, close the browser as well.',
  problemTitle: 'This did not work',
  problem:
    'The request that brought you here is not one that can be answered. Please go back and start again.',
};

const zhHant: Words = {
  languageName: '繁體中文',
  chooseLanguage: '語言',
  signIn: '登入',
  error: '錯誤',
  name: '登入名稱',
  wholeName: '請輸入完整名稱：',
  pin: 'PIN',
  forgotPin: '忘記 PIN？',
  wrong: '登入名稱與 PIN 不相符。請檢查兩者。',
  wrongWhole: '如只輸入了部分名稱，請輸入完整名稱。',
  empty: '請輸入登入名稱和 PIN。',
  tooMany: (minutes) => `嘗試次數過多。請等候 ${minutes} 分鐘後再試。`,
  unavailable: '現時未能登入：目錄服務沒有回應。請於數分鐘後再試。',
  expiredTitle: '這次登入已結束',
  expired: '頁面開啟時間過長，或已經使用過。您的帳戶沒有問題。',
  startAgain: '重新開始',
  consentTitle: (client) => `「${client}」要求得知您的身分`,
  consentLead: '它將獲告知：',
  scopes: {
    openid: '確認是您本人，以只有此服務知道的編號表示',
    profile: '您的姓名，以及您是職員或學生',
    email: '您的電郵地址',
    offline_access: '日後無須再次詢問即可取得相同資料',
    gatehouse: '您的通行碼，並可在通行碼服務中代您操作',
  },
  allow: '允許',
  deny: '不允許',
  signOutTitle: '要登出嗎？',
  signOut: '登出',
  staySignedIn: '保持登入',
  signedOutTitle: '您已登出',
  signedOut: '如使用共用電腦，請一併關閉瀏覽器。',
  problemTitle: '未能完成',
  problem: '無法處理帶您來到這裡的請求。請返回並重新開始。',
};

const zhHans: Words = {
  languageName: '简体中文',
  chooseLanguage: '语言',
  signIn: '登录',
  error: '错误',
  name: '登录名',
  wholeName: '请输入完整名称：',
  pin: 'PIN',
  forgotPin: '忘记 PIN？',
  wrong: '登录名与 PIN 不匹配。请检查两者。',
  wrongWhole: '如只输入了部分名称，请输入完整名称。',
  empty: '请输入登录名和 PIN。',
  tooMany: (minutes) => `尝试次数过多。请等候 ${minutes} 分钟后再试。`,
  unavailable: '暂时无法登录：目录服务没有响应。请在几分钟后再试。',
  expiredTitle: '这次登录已结束',
  expired: '页面打开时间过长，或已经使用过。您的账户没有问题。',
  startAgain: '重新开始',
  consentTitle: (client) => `“${client}”请求得知您的身份`,
  consentLead: '它将获知：',
  scopes: {
    openid: '确认是您本人，以只有此服务知道的编号表示',
    profile: '您的姓名，以及您是职员或学生',
    email: '您的电子邮箱地址',
    offline_access: '以后无须再次询问即可取得相同资料',
    gatehouse: '您的通行码，并可在通行码服务中代您操作',
  },
  allow: '允许',
  deny: '不允许',
  signOutTitle: '要退出登录吗？',
  signOut: '退出登录',
  staySignedIn: '保持登录',
  signedOutTitle: '您已退出登录',
  signedOut: '如使用公共电脑，请同时关闭浏览器。',
  problemTitle: '未能完成',
  problem: '无法处理带您来到这里的请求。请返回并重新开始。',
};

export const WORDS: Record<Language, Words> = { en, 'zh-Hant': zhHant, 'zh-Hans': zhHans };
