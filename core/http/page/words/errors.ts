import type { Language } from '../../../domain/languages.js';

interface Words {
  title: string;
  text: string;
}

interface ErrorWords {
  back: string;
  /** Before the number of the request. */
  reference: string;
  byCode: Record<string, Words | undefined>;
  byStatus: (status: number) => Words;
}

/** What a person reads of an error. Codes that people meet have words of their own; the others go by status. */
export const ERROR_WORDS: Record<Language, ErrorWords> = {
  en: {
    back: 'Go back',
    reference: 'If you ask somebody for help, tell them this number:',
    byCode: {
      not_your_role: {
        title: 'This page is not yours',
        text: 'It needs a role that your account does not have on this campus.',
      },
      campus_unknown: {
        title: 'There is no such campus',
        text: 'The address names a campus that this hub does not know.',
      },
      sign_in_needed: { title: 'Please sign in', text: 'This page is for people who have signed in.' },
      plugin_disabled: {
        title: 'Switched off',
        text: 'This service is switched off on this campus at the moment.',
      },
      foreign_page: {
        title: 'Not from here',
        text: 'Another site sent this request, so nothing was changed. Open the page here and try again.',
      },
      database_unavailable: {
        title: 'Back in a moment',
        text: 'The service cannot reach its records right now. Please try again in a minute.',
      },
    },
    byStatus: (status) => {
      if (status === 404)
        return { title: 'Page not found', text: 'There is nothing at this address. It may have been moved.' };
      if (status === 429)
        return {
          title: 'A moment, please',
          text: 'There were many attempts in a short time. Please wait a little and try again.',
        };
      if (status >= 500)
        return {
          title: 'Something went wrong',
          text: 'It is our fault and it has been noted. Please try again in a minute.',
        };
      return {
        title: 'That did not work',
        text: 'The request could not be read. Please go back and try again.',
      };
    },
  },
  'zh-Hant': {
    back: '返回',
    reference: '如需向他人查詢，請提供此編號：',
    byCode: {
      not_your_role: { title: '您沒有此頁的權限', text: '您的帳戶在本校園沒有開啟此頁所需的角色。' },
      campus_unknown: { title: '沒有這個校園', text: '網址中的校園不在本系統內。' },
      sign_in_needed: { title: '請先登入', text: '此頁只供已登入人士使用。' },
      plugin_disabled: { title: '服務已停用', text: '本校園目前已停用此服務。' },
      foreign_page: {
        title: '請求來自其他網站',
        text: '這個請求由其他網站發出，因此沒有作出任何更改。請在本站開啟頁面後再試。',
      },
      database_unavailable: { title: '稍後回來', text: '服務目前未能讀取紀錄，請一分鐘後再試。' },
    },
    byStatus: (status) => {
      if (status === 404) return { title: '找不到頁面', text: '這個網址沒有內容，頁面可能已經移動。' };
      if (status === 429) return { title: '請稍等', text: '短時間內嘗試次數過多，請稍後再試。' };
      if (status >= 500) return { title: '出現問題', text: '這是系統的問題，我們已作記錄。請一分鐘後再試。' };
      return { title: '未能完成', text: '系統未能讀取這個請求，請返回再試。' };
    },
  },
  'zh-Hans': {
    back: '返回',
    reference: '如需向他人咨询，请提供此编号：',
    byCode: {
      not_your_role: { title: '您没有此页的权限', text: '您的账户在本校园没有打开此页所需的角色。' },
      campus_unknown: { title: '没有这个校园', text: '网址中的校园不在本系统内。' },
      sign_in_needed: { title: '请先登录', text: '此页仅供已登录人员使用。' },
      plugin_disabled: { title: '服务已停用', text: '本校园目前已停用此服务。' },
      foreign_page: {
        title: '请求来自其他网站',
        text: '这个请求由其他网站发出，因此没有作出任何更改。请在本站打开页面后再试。',
      },
      database_unavailable: { title: '稍后回来', text: '服务目前无法读取记录，请一分钟后再试。' },
    },
    byStatus: (status) => {
      if (status === 404) return { title: '找不到页面', text: '这个网址没有内容，页面可能已经移动。' };
      if (status === 429) return { title: '请稍等', text: '短时间内尝试次数过多，请稍后再试。' };
      if (status >= 500) return { title: '出现问题', text: '这是系统的问题，我们已作记录。请一分钟后再试。' };
      return { title: '未能完成', text: '系统无法读取这个请求，请返回再试。' };
    },
  },
};
