import type { Language } from '../../../core/domain/languages.js';
import type { Channel, MessageKind, MessageState } from '../../../core/domain/messages.js';

interface MessageWords {
  title: string;
  lede: string;
  state: string;
  channel: string;
  anything: string;
  show: string;
  all: string;
  none: string;
  noneYet: string;
  more: string;
  first: string;
  states: Record<MessageState, string>;
  channels: Record<Channel, string>;
  kinds: Record<MessageKind, string>;
  /** Why it went as it did; `other` where only the code is known. */
  causes: Record<string, string | undefined>;
  otherCause: (code: string) => string;
  uncertain: string;
  tries: (count: number) => string;
  open: string;
  one: string;
  facts: Record<
    | 'kind'
    | 'channel'
    | 'language'
    | 'recipient'
    | 'visit'
    | 'asked'
    | 'tried'
    | 'changed'
    | 'next'
    | 'expires'
    | 'cause',
    string
  >;
  forgotten: string;
  noted: string;
  noVisit: string;
  openVisit: string;
  retry: string;
  retryLede: string;
  retried: string;
  notRetriable: string;
  back: string;
}

const english: MessageWords = {
  title: 'Messages',
  lede: 'Mails and short messages to hosts and visitors: how each one went, never what it says.',
  state: 'State',
  channel: 'Way',
  anything: 'Any',
  show: 'Show',
  all: 'Show everything',
  none: 'No message is like that.',
  noneYet: 'No message has been sent yet.',
  more: 'Older messages',
  first: 'Newest messages',
  states: {
    queued: 'Waiting',
    sending: 'Being sent',
    accepted: 'Handed over',
    delivered: 'Arrived',
    uncertain: 'Uncertain',
    failed: 'Failed',
    expired: 'Too late',
    cancelled: 'Taken back',
  },
  channels: { email: 'E-mail', sms: 'SMS' },
  kinds: {
    'visit-invitation': 'Invitation to a visit',
    'visit-changed': 'Change of a visit',
    'visit-cancelled': 'Cancellation of a visit',
    'visit-requested': 'Visit that waits for an approver',
    'visit-approved': 'Approval of a visit',
    'visit-declined': 'Refusal of a visit',
    'group-registered': 'Registration with a group',
    'one-time-code': 'One-time code',
  },
  causes: {
    address_refused: 'There is no such address, or the mail server refuses it. The host has to correct it.',
    channel_unavailable: 'No service that carries such messages is running. It is tried again.',
    delivery_uncertain: 'It was handed over and not answered; it may have arrived.',
    mail_deferred: 'The mail server asked to wait. It is tried again.',
    mail_refused: 'The mail server refuses the sender or the content.',
    mail_sign_in_refused: 'The mail server does not let the hub in. It is tried again.',
    mail_unavailable: 'The mail server cannot be reached. It is tried again.',
    message_malformed: 'A name or subject holds a line break.',
    sms_deferred: 'The SMS gateway asked to wait. It is tried again.',
    sms_refused: 'The SMS gateway refuses the message.',
    sms_sign_in_refused: 'The SMS gateway does not let the hub in. It is tried again.',
    sms_unavailable: 'The SMS gateway cannot be reached. It is tried again.',
  },
  otherCause: (code) => `The cause is ${code}; the list of errors says what it means.`,
  uncertain: 'It may have arrived twice.',
  tries: (count) => (count === 1 ? 'tried once' : `tried ${count} times`),
  open: 'Details',
  one: 'Message',
  facts: {
    kind: 'What',
    channel: 'Way',
    language: 'Language',
    recipient: 'To',
    visit: 'Visit',
    asked: 'Asked for',
    tried: 'Tries',
    changed: 'Last change',
    next: 'Next try',
    expires: 'Not sent after',
    cause: 'Cause',
  },
  forgotten: 'forgotten, as nothing is to be sent any more',
  noted: 'That you looked up the recipient is noted in the audit.',
  noVisit: 'none',
  openVisit: 'Open the visit',
  retry: 'Send again',
  retryLede: 'The same message goes out once more, under the same id.',
  retried: 'The message is sent again.',
  notRetriable: 'It cannot be sent again: it is under way, it arrived, or what it said is forgotten.',
  back: 'All messages',
};

export const MESSAGE_WORDS: Record<Language, MessageWords> = {
  en: english,
  'zh-Hant': {
    title: '訊息',
    lede: '發給邀請人和訪客的電郵和短訊：每則的情況，從不顯示內容。',
    state: '狀態',
    channel: '途徑',
    anything: '全部',
    show: '顯示',
    all: '顯示全部',
    none: '沒有符合的訊息。',
    noneYet: '尚未發出訊息。',
    more: '較舊的訊息',
    first: '最新的訊息',
    states: {
      queued: '等候中',
      sending: '發送中',
      accepted: '已接收',
      delivered: '已送達',
      uncertain: '未能確定',
      failed: '失敗',
      expired: '已過期',
      cancelled: '已取消',
    },
    channels: { email: '電郵', sms: '短訊' },
    kinds: {
      'visit-invitation': '訪問邀請',
      'visit-changed': '訪問更改',
      'visit-cancelled': '訪問取消',
      'visit-requested': '等候審批的訪問',
      'visit-approved': '訪問獲批准',
      'visit-declined': '訪問被拒絕',
      'group-registered': '團體登記',
      'one-time-code': '一次性驗證碼',
    },
    causes: {
      address_refused: '沒有這個地址，或郵件伺服器拒絕接收。請邀請人更正。',
      channel_unavailable: '目前沒有服務可傳送此類訊息，系統會再試。',
      delivery_uncertain: '已交出但沒有回覆，可能已送達。',
      mail_deferred: '郵件伺服器要求稍候，系統會再試。',
      mail_refused: '郵件伺服器拒絕寄件人或內容。',
      mail_sign_in_refused: '郵件伺服器不讓系統登入，系統會再試。',
      mail_unavailable: '無法連接郵件伺服器，系統會再試。',
      message_malformed: '姓名或主旨含有換行。',
      sms_deferred: '短訊閘道要求稍候，系統會再試。',
      sms_refused: '短訊閘道拒絕此訊息。',
      sms_sign_in_refused: '短訊閘道不讓系統登入，系統會再試。',
      sms_unavailable: '無法連接短訊閘道，系統會再試。',
    },
    otherCause: (code) => `原因是 ${code}，含義見錯誤清單。`,
    uncertain: '可能送達了兩次。',
    tries: (count) => `已嘗試 ${count} 次`,
    open: '詳情',
    one: '訊息',
    facts: {
      kind: '內容類別',
      channel: '途徑',
      language: '語言',
      recipient: '收件人',
      visit: '訪問',
      asked: '要求時間',
      tried: '嘗試次數',
      changed: '最近更改',
      next: '下次嘗試',
      expires: '最遲發送時間',
      cause: '原因',
    },
    forgotten: '已刪除，因為不會再發送',
    noted: '您查閱收件人一事已記入稽核紀錄。',
    noVisit: '無',
    openVisit: '開啟訪問',
    retry: '再次發送',
    retryLede: '以相同編號再發送同一則訊息一次。',
    retried: '訊息正再次發送。',
    notRetriable: '不能再次發送：訊息正在途中、已送達，或內容已刪除。',
    back: '所有訊息',
  },
  'zh-Hans': {
    title: '消息',
    lede: '发给邀请人和访客的邮件和短信：每条的情况，从不显示内容。',
    state: '状态',
    channel: '途径',
    anything: '全部',
    show: '显示',
    all: '显示全部',
    none: '没有符合的消息。',
    noneYet: '还没有发出消息。',
    more: '较早的消息',
    first: '最新的消息',
    states: {
      queued: '等待中',
      sending: '发送中',
      accepted: '已接收',
      delivered: '已送达',
      uncertain: '无法确定',
      failed: '失败',
      expired: '已过期',
      cancelled: '已取消',
    },
    channels: { email: '邮件', sms: '短信' },
    kinds: {
      'visit-invitation': '来访邀请',
      'visit-changed': '来访更改',
      'visit-cancelled': '来访取消',
      'visit-requested': '等待审批的来访',
      'visit-approved': '来访获批准',
      'visit-declined': '来访被拒绝',
      'group-registered': '团体登记',
      'one-time-code': '一次性验证码',
    },
    causes: {
      address_refused: '没有这个地址，或邮件服务器拒绝接收。请邀请人更正。',
      channel_unavailable: '目前没有服务可传送此类消息，系统会再试。',
      delivery_uncertain: '已交出但没有应答，可能已送达。',
      mail_deferred: '邮件服务器要求稍候，系统会再试。',
      mail_refused: '邮件服务器拒绝发件人或内容。',
      mail_sign_in_refused: '邮件服务器不让系统登录，系统会再试。',
      mail_unavailable: '无法连接邮件服务器，系统会再试。',
      message_malformed: '姓名或主题含有换行。',
      sms_deferred: '短信网关要求稍候，系统会再试。',
      sms_refused: '短信网关拒绝此消息。',
      sms_sign_in_refused: '短信网关不让系统登录，系统会再试。',
      sms_unavailable: '无法连接短信网关，系统会再试。',
    },
    otherCause: (code) => `原因是 ${code}，含义见错误清单。`,
    uncertain: '可能送达了两次。',
    tries: (count) => `已尝试 ${count} 次`,
    open: '详情',
    one: '消息',
    facts: {
      kind: '内容类别',
      channel: '途径',
      language: '语言',
      recipient: '收件人',
      visit: '来访',
      asked: '要求时间',
      tried: '尝试次数',
      changed: '最近更改',
      next: '下次尝试',
      expires: '最迟发送时间',
      cause: '原因',
    },
    forgotten: '已删除，因为不会再发送',
    noted: '您查阅收件人一事已记入审计记录。',
    noVisit: '无',
    openVisit: '打开来访',
    retry: '再次发送',
    retryLede: '以相同编号再发送同一条消息一次。',
    retried: '消息正再次发送。',
    notRetriable: '不能再次发送：消息正在途中、已送达，或内容已删除。',
    back: '所有消息',
  },
};
