import type { Language } from '../../../core/domain/languages.js';

/** Why there is no code on the page. */
export type Calm = 'requested' | 'over' | 'cancelled' | 'declined' | 'ended' | 'none' | 'away';

export interface PassWords {
  title: string;
  /** Above the facts. */
  visit: string;
  calm: Record<Calm, { title: string; text: string }>;
  early: { title: (time: string, day: string) => string; text: string };
  changed: string;
  again: string;
  personal: string;
  plain: { link: string; needs: string; renewed: (seconds: number) => string; back: string };
  prove: {
    title: string;
    lede: (contact: string) => string;
    send: string;
    sent: (contact: string) => string;
    code: string;
    codeHint: string;
    show: string;
    resend: string;
    resendHint: string;
    errorTitle: string;
    wrong: (left: number | null) => string;
    sentLately: (seconds: number) => string;
    tooMany: (minutes: number) => string;
  };
}

const en: PassWords = {
  title: 'Visitor pass',
  visit: 'Your visit',
  calm: {
    requested: {
      title: 'Waiting for approval',
      text: 'Your host has asked for this visit, and the campus has yet to agree. This page shows it by itself; there is nothing you need to do.',
    },
    over: {
      title: 'This visit is over',
      text: 'Thank you for coming. For another visit, please ask your host for a new invitation.',
    },
    cancelled: {
      title: 'This visit was cancelled',
      text: 'There is no code for it any more. If you did not expect this, please ask your host.',
    },
    declined: {
      title: 'This visit was not approved',
      text: 'There is no code for it. Your host knows about it and can tell you more.',
    },
    ended: {
      title: 'This link leads nowhere any more',
      text: 'The visit may be over or cancelled, or the link was not copied as a whole. Please open the newest message again, or ask your host for another link.',
    },
    none: {
      title: 'Please open the link in your message',
      text: 'This page shows a visitor’s pass in the browser in which its link was opened. Please open the link in your invitation again.',
    },
    away: {
      title: 'One moment, please',
      text: 'The code cannot be made just now. Please load this page again in a minute.',
    },
  },
  early: {
    title: (time, day) => `Your code appears here from ${time} on ${day}`,
    text: 'Gates do not take it earlier. Keep this page or the message with its link; the page turns by itself.',
  },
  changed: 'Your visit was changed. Please look at its time and place.',
  again: 'Load again',
  personal: 'For you alone, and for this visit only.',
  plain: {
    link: 'Show my code without scripts',
    needs: 'Your browser does not run scripts here.',
    renewed: (seconds) => `This page loads again by itself with a new code, in ${seconds} s.`,
    back: 'Back to the pass',
  },
  prove: {
    title: 'Is this your phone?',
    lede: (contact) =>
      `This pass belongs to the phone number ${contact}. We send a code of six digits to it, so that nobody else can use the link.`,
    send: 'Send the code',
    sent: (contact) => `The code goes to ${contact}.`,
    code: 'Six digits from the message',
    codeHint: 'They are good for five minutes.',
    show: 'Show my pass',
    resend: 'Send a new code',
    resendHint: 'If nothing has come after 60 seconds, have a new code sent. The one before it then ends.',
    errorTitle: 'That did not work',
    wrong: (left) => {
      if (left === null)
        return 'These digits are not right, or not good any more. You can have a new code sent.';
      if (left === 0)
        return 'These digits are not right, and there are no tries left. Please have a new code sent.';
      return `These digits are not right. ${left === 1 ? 'One try is' : `${left} tries are`} left.`;
    },
    sentLately: (seconds) =>
      `A code was sent a moment ago. Another can be sent in ${seconds} ${seconds === 1 ? 'second' : 'seconds'}.`,
    tooMany: (minutes) =>
      `Many codes were asked for. Please try again in ${minutes} ${minutes === 1 ? 'minute' : 'minutes'}; your host can help you in the meantime.`,
  },
};

const zhHant: PassWords = {
  title: '訪客通行證',
  visit: '來訪安排',
  calm: {
    requested: {
      title: '等候批准',
      text: '邀請人已為您預約，校方尚未批准。批准後本頁會自動更新，您無需任何操作。',
    },
    over: { title: '此次來訪已結束', text: '多謝到訪。如需再次來訪，請向邀請人索取新的邀請。' },
    cancelled: { title: '此次來訪已取消', text: '通行碼已失效。如有疑問，請聯絡邀請人。' },
    declined: { title: '此次來訪未獲批准', text: '因此沒有通行碼。邀請人已得悉，可向您說明。' },
    ended: {
      title: '此連結已失效',
      text: '來訪可能已結束或取消，或連結未有完整複製。請重新開啟最新的訊息，或向邀請人索取新連結。',
    },
    none: {
      title: '請開啟訊息中的連結',
      text: '訪客通行證只在開啟過連結的瀏覽器中顯示。請再次開啟邀請中的連結。',
    },
    away: { title: '請稍候', text: '暫時未能產生通行碼，請於一分鐘後重新載入本頁。' },
  },
  early: {
    title: (time, day) => `通行碼將於${day} ${time} 起在此顯示`,
    text: '閘機在此之前不會放行。請保留本頁或附有連結的訊息；到時本頁會自動更新。',
  },
  changed: '您的來訪安排已更改，請留意時間及地點。',
  again: '重新載入',
  personal: '只供您本人於此次來訪使用。',
  plain: {
    link: '不使用指令碼顯示通行碼',
    needs: '您的瀏覽器在此不執行指令碼。',
    renewed: (seconds) => `本頁將於 ${seconds} 秒後自動重新載入並顯示新碼。`,
    back: '返回通行證',
  },
  prove: {
    title: '這是您的手機嗎？',
    lede: (contact) =>
      `此通行證屬於手機號碼 ${contact}。我們會向該號碼發送六位數字驗證碼，以免連結被他人使用。`,
    send: '發送驗證碼',
    sent: (contact) => `驗證碼會發送至 ${contact}。`,
    code: '短訊中的六位數字',
    codeHint: '五分鐘內有效。',
    show: '顯示通行證',
    resend: '發送新驗證碼',
    resendHint: '如 60 秒後仍未收到，可發送新驗證碼；先前的驗證碼隨即失效。',
    errorTitle: '未能完成',
    wrong: (left) => {
      if (left === null) return '驗證碼不正確或已失效，您可以要求發送新驗證碼。';
      return left === 0
        ? '驗證碼不正確，已無嘗試次數，請發送新驗證碼。'
        : `驗證碼不正確，還可嘗試 ${left} 次。`;
    },
    sentLately: (seconds) => `驗證碼剛剛發出，${seconds} 秒後可再次發送。`,
    tooMany: (minutes) => `要求驗證碼的次數過多，請於 ${minutes} 分鐘後再試，期間可請邀請人協助。`,
  },
};

const zhHans: PassWords = {
  title: '访客通行证',
  visit: '来访安排',
  calm: {
    requested: {
      title: '等待批准',
      text: '邀请人已为您预约，校方尚未批准。批准后本页会自动更新，您无需任何操作。',
    },
    over: { title: '本次来访已结束', text: '感谢到访。如需再次来访，请向邀请人索取新的邀请。' },
    cancelled: { title: '本次来访已取消', text: '通行码已失效。如有疑问，请联系邀请人。' },
    declined: { title: '本次来访未获批准', text: '因此没有通行码。邀请人已知悉，可以向您说明。' },
    ended: {
      title: '此链接已失效',
      text: '来访可能已结束或取消，或者链接没有完整复制。请重新打开最新的消息，或向邀请人索取新链接。',
    },
    none: {
      title: '请打开消息中的链接',
      text: '访客通行证只在打开过链接的浏览器中显示。请再次打开邀请中的链接。',
    },
    away: { title: '请稍候', text: '暂时无法生成通行码，请在一分钟后重新加载本页。' },
  },
  early: {
    title: (time, day) => `通行码将于${day} ${time} 起在此显示`,
    text: '闸机在此之前不会放行。请保留本页或带有链接的消息；到时本页会自动更新。',
  },
  changed: '您的来访安排已更改，请留意时间和地点。',
  again: '重新加载',
  personal: '仅供您本人在本次来访时使用。',
  plain: {
    link: '不使用脚本显示通行码',
    needs: '您的浏览器在此不运行脚本。',
    renewed: (seconds) => `本页将在 ${seconds} 秒后自动重新加载并显示新码。`,
    back: '返回通行证',
  },
  prove: {
    title: '这是您的手机吗？',
    lede: (contact) =>
      `此通行证属于手机号码 ${contact}。我们会向该号码发送六位数字验证码，以免链接被他人使用。`,
    send: '发送验证码',
    sent: (contact) => `验证码会发送至 ${contact}。`,
    code: '短信中的六位数字',
    codeHint: '五分钟内有效。',
    show: '显示通行证',
    resend: '发送新验证码',
    resendHint: '如果 60 秒后仍未收到，可以发送新验证码；之前的验证码随即失效。',
    errorTitle: '未能完成',
    wrong: (left) => {
      if (left === null) return '验证码不正确或已失效，您可以要求发送新验证码。';
      return left === 0
        ? '验证码不正确，已没有尝试次数，请发送新验证码。'
        : `验证码不正确，还可以尝试 ${left} 次。`;
    },
    sentLately: (seconds) => `验证码刚刚发出，${seconds} 秒后可以再次发送。`,
    tooMany: (minutes) => `请求验证码的次数过多，请在 ${minutes} 分钟后再试，期间可以请邀请人协助。`,
  },
};

export const PASS_WORDS: Record<Language, PassWords> = { en, 'zh-Hant': zhHant, 'zh-Hans': zhHans };
