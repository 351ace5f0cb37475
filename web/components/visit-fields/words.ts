import type { Language } from '../../../core/domain/languages.js';
import type { VisitFault } from '../../../core/use-cases/visits/visit-ask.js';

/** Labels of what a visit is asked for with, and what can be wrong with it. */
export interface FieldWords {
  name: string;
  nameHint: string;
  contact: string;
  contactHint: string;
  organisation: string;
  language: string;
  languageHint: string;
  from: string;
  until: string;
  untilHint: (hours: number) => string;
  day: string;
  time: string;
  points: string;
  purpose: string;
  purposeHint: string;
  way: string;
  ways: { foreign: string; foreignHint: string; mainland: string; mainlandHint: string };
  groupName: string;
  groupNameHint: string;
  groupSize: string;
  groupSizeHint: (most: number) => string;
  number: string;
  numberHint: string;
  optional: string;
  row: string;
  errorTitle: string;
  faults: Record<VisitFault, string>;
}

const en: FieldWords = {
  name: 'Name of the visitor',
  nameHint: 'As it stands on the document that the visitor carries.',
  contact: 'E-mail address or mobile number',
  contactHint:
    'An address like name@example.org, or a mobile number; from another country with + and its code.',
  organisation: 'Organisation',
  language: 'Language',
  languageHint: 'The invitation is written in it.',
  from: 'From',
  until: 'Until',
  untilHint: (hours) => `At most ${hours} hours later. Times are the campus’s.`,
  day: 'day',
  time: 'time',
  points: 'Where the code opens',
  purpose: 'Purpose',
  purposeHint: 'The visitor reads this as well.',
  way: 'How the invitation travels',
  ways: {
    foreign: 'By e-mail',
    foreignHint: 'For a visitor from outside China’s mainland. The link in it opens the pass.',
    mainland: 'By text message',
    mainlandHint: 'For a visitor inside China’s mainland. The pass opens on the invited phone only.',
  },
  groupName: 'Name of the group',
  groupNameHint: 'Its members read it when they register.',
  groupSize: 'How many people at most',
  groupSizeHint: (most) => `Up to ${most}. Each registers for themselves.`,
  number: 'Alumni number',
  numberHint: 'As on your alumni card or in letters from the alumni office.',
  optional: 'if any',
  row: 'Row',
  errorTitle: 'Please look at this again',
  faults: {
    name_missing: 'Give a name',
    name_invalid: 'Give the name in letters, at most 100 characters, on one line',
    contact_missing: 'Give an e-mail address or a mobile number',
    contact_invalid: 'Give a full e-mail address for e-mail, or a full mobile number for text messages',
    way_unknown: 'Choose e-mail or text message',
    time_invalid: 'Give a day and a time',
    time_in_past: 'Choose a time that is still to come',
    until_before_from: 'The visit must end after it begins',
    window_too_long: 'The visit is longer than this campus allows',
    too_far_ahead: 'This is farther ahead than this campus allows',
    points_missing: 'Choose at least one place',
    point_unknown: 'One of these places is not open to visitors',
    too_many_points: 'Choose fewer places',
    purpose_invalid: 'Give the purpose in at most 200 characters, without web addresses',
    organisation_invalid: 'Give the organisation with at most 100 characters, on one line',
    language_unknown: 'Choose one of the languages',
    group_name_missing: 'Give the group a name of at most 100 characters',
    group_size_invalid: 'Give a whole number within the limits',
    number_missing: 'Give your alumni number',
    note_invalid: 'Give the note in one line of at most 300 characters, without web addresses',
    duplicate_row: 'This row says the same as an earlier one',
    row_unreadable: 'This row cannot be read',
  },
};

const zhHant: FieldWords = {
  name: '訪客姓名',
  nameHint: '與訪客隨身證件上的姓名一致。',
  contact: '電郵地址或手機號碼',
  contactHint: '例如 name@example.org，或手機號碼；境外號碼請加 + 及國家或地區代碼。',
  organisation: '所屬機構',
  language: '語言',
  languageHint: '邀請以此語言撰寫。',
  from: '開始',
  until: '結束',
  untilHint: (hours) => `最多為開始後 ${hours} 小時，以校園當地時間計算。`,
  day: '日期',
  time: '時間',
  points: '通行碼適用地點',
  purpose: '來訪事由',
  purposeHint: '訪客亦會看到此內容。',
  way: '邀請方式',
  ways: {
    foreign: '電郵',
    foreignHint: '適用於中國內地以外的訪客，電郵中的連結可開啟通行證。',
    mainland: '手機短訊',
    mainlandHint: '適用於中國內地的訪客，通行證只可在受邀手機開啟。',
  },
  groupName: '團體名稱',
  groupNameHint: '成員登記時會看到此名稱。',
  groupSize: '人數上限',
  groupSizeHint: (most) => `最多 ${most} 人，成員須各自登記。`,
  number: '校友編號',
  numberHint: '見校友證或校友事務處的信件。',
  optional: '如適用',
  row: '行',
  errorTitle: '請再檢查以下內容',
  faults: {
    name_missing: '請填寫姓名',
    name_invalid: '請以文字填寫姓名，最多 100 個字元，寫在一行內',
    contact_missing: '請填寫電郵地址或手機號碼',
    contact_invalid: '以電郵邀請請填完整電郵地址，以短訊邀請請填完整手機號碼',
    way_unknown: '請選擇電郵或短訊',
    time_invalid: '請填寫日期及時間',
    time_in_past: '請選擇尚未到來的時間',
    until_before_from: '結束時間須在開始時間之後',
    window_too_long: '來訪時間超出本校園的上限',
    too_far_ahead: '日期超出本校園可預約的範圍',
    points_missing: '請至少選擇一個地點',
    point_unknown: '其中一個地點不開放予訪客',
    too_many_points: '請減少所選地點',
    purpose_invalid: '請填寫事由，最多 200 個字元，不含網址',
    organisation_invalid: '機構名稱請勿超過 100 個字元，並寫在一行內',
    language_unknown: '請選擇其中一種語言',
    group_name_missing: '請填寫團體名稱，最多 100 個字元',
    group_size_invalid: '請填寫範圍內的整數',
    number_missing: '請填寫校友編號',
    note_invalid: '備註請寫在一行內，最多 300 個字元，不含網址',
    duplicate_row: '此行與較早的一行相同',
    row_unreadable: '未能讀取此行',
  },
};

const zhHans: FieldWords = {
  name: '访客姓名',
  nameHint: '与访客随身证件上的姓名一致。',
  contact: '电子邮箱或手机号码',
  contactHint: '例如 name@example.org，或手机号码；境外号码请加 + 及国家或地区代码。',
  organisation: '所属单位',
  language: '语言',
  languageHint: '邀请以此语言撰写。',
  from: '开始',
  until: '结束',
  untilHint: (hours) => `最晚为开始后 ${hours} 小时，以校园当地时间为准。`,
  day: '日期',
  time: '时间',
  points: '通行码适用地点',
  purpose: '来访事由',
  purposeHint: '访客也会看到此内容。',
  way: '邀请方式',
  ways: {
    foreign: '电子邮件',
    foreignHint: '适用于中国内地以外的访客，邮件中的链接可打开通行证。',
    mainland: '手机短信',
    mainlandHint: '适用于中国内地的访客，通行证只能在受邀手机上打开。',
  },
  groupName: '团体名称',
  groupNameHint: '成员登记时会看到此名称。',
  groupSize: '人数上限',
  groupSizeHint: (most) => `最多 ${most} 人，成员须各自登记。`,
  number: '校友编号',
  numberHint: '见校友卡或校友事务部门的信件。',
  optional: '如有',
  row: '行',
  errorTitle: '请再检查以下内容',
  faults: {
    name_missing: '请填写姓名',
    name_invalid: '请以文字填写姓名，最多 100 个字符，写在一行内',
    contact_missing: '请填写电子邮箱或手机号码',
    contact_invalid: '以邮件邀请请填完整邮箱地址，以短信邀请请填完整手机号码',
    way_unknown: '请选择电子邮件或短信',
    time_invalid: '请填写日期和时间',
    time_in_past: '请选择尚未到来的时间',
    until_before_from: '结束时间必须晚于开始时间',
    window_too_long: '来访时间超出本校园的上限',
    too_far_ahead: '日期超出本校园可预约的范围',
    points_missing: '请至少选择一个地点',
    point_unknown: '其中一个地点不对访客开放',
    too_many_points: '请减少所选地点',
    purpose_invalid: '请填写事由，最多 200 个字符，不含网址',
    organisation_invalid: '单位名称请不要超过 100 个字符，并写在一行内',
    language_unknown: '请选择其中一种语言',
    group_name_missing: '请填写团体名称，最多 100 个字符',
    group_size_invalid: '请填写范围内的整数',
    number_missing: '请填写校友编号',
    note_invalid: '备注请写在一行内，最多 300 个字符，不含网址',
    duplicate_row: '此行与前面的一行相同',
    row_unreadable: '无法读取此行',
  },
};

export const FIELD_WORDS: Record<Language, FieldWords> = { en, 'zh-Hant': zhHant, 'zh-Hans': zhHans };
