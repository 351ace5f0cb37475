import type { Language } from '../../../core/domain/languages.js';

export interface AlumniWords {
  title: string;
  lede: string;
  yourName: string;
  yourNameHint: string;
  submit: string;
  done: { title: string; text: string };
  off: { title: string; text: string };
  tooMany: (minutes: number) => string;
}

export const ALUMNI_WORDS: Record<Language, AlumniWords> = {
  en: {
    title: 'Alumni visits',
    lede: 'Welcome back. Say when you come; the link to your pass goes to the e-mail address or phone number that the alumni register has of you.',
    yourName: 'Your name',
    yourNameHint: 'As the alumni register has it.',
    submit: 'Book the visit',
    done: {
      title: 'Thank you',
      text: 'If the register knows you, a message is on its way. It can take some minutes. If none comes, please ask the alumni office whether your address there is still right.',
    },
    off: {
      title: 'No bookings here',
      text: 'This campus takes no bookings by alumni at the moment. Please ask at one of the addresses below.',
    },
    tooMany: (minutes) => `There were many bookings in a short time. Please try again in ${minutes} minutes.`,
  },
  'zh-Hant': {
    title: '校友到訪預約',
    lede: '歡迎回校。請填寫到訪時間，通行證連結會發送至校友名冊中您的電郵地址或手機號碼。',
    yourName: '您的姓名',
    yourNameHint: '與校友名冊一致。',
    submit: '預約到訪',
    done: {
      title: '多謝',
      text: '如校友名冊中有您的紀錄，訊息正在發送，可能需時數分鐘。如未收到，請向校友事務處查詢您的聯絡資料是否正確。',
    },
    off: { title: '暫不接受預約', text: '本校園目前不接受校友預約，請向下列聯絡人查詢。' },
    tooMany: (minutes) => `短時間內預約次數過多，請於 ${minutes} 分鐘後再試。`,
  },
  'zh-Hans': {
    title: '校友来访预约',
    lede: '欢迎回校。请填写来访时间，通行证链接会发送至校友名册中您的电子邮箱或手机号码。',
    yourName: '您的姓名',
    yourNameHint: '与校友名册一致。',
    submit: '预约来访',
    done: {
      title: '谢谢',
      text: '如果校友名册中有您的记录，消息正在发送，可能需要几分钟。如果没有收到，请向校友事务部门查询您的联系方式是否正确。',
    },
    off: { title: '暂不接受预约', text: '本校园目前不接受校友预约，请向下列联系人咨询。' },
    tooMany: (minutes) => `短时间内预约次数过多，请在 ${minutes} 分钟后再试。`,
  },
};
