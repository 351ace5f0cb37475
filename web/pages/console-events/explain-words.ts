import type { Language } from '../../../core/domain/languages.js';
import type { Weekday } from '../../../core/domain/policy-source.js';
import type { RuleTrace } from '../../../core/policy/source-grounds.js';

/** What a step is told with; every text is ready, and empty where there is none. */
export interface StepFacts {
  /** Names of the groups that counted. */
  groups: string;
  /** The deciding rule's id, and the rule as a sentence. */
  rule: string;
  sentence: string;
  /** "Sunday 12:03" where the campus is. */
  local: string;
  /** When the code was good, clocks' skew included, and when it was shown. */
  from: string;
  until: string;
  shown: string;
  /** Other groups than the code's own counted. */
  moved: boolean;
  windowFrom: string;
  windowUntil: string;
  origin: string;
}

type Tell = (facts: StepFacts) => string;

/**
 * A check's sentence by how it ended: `passed`, or the reason it decided with. A check that is not told when it passed
 * says nothing that a reader looks for.
 */
export interface ExplainWords {
  steps: Record<string, Partial<Record<string, Tell>>>;
  singleUse: string;
  origin: Tell;
  because: Record<RuleTrace['because'], string>;
  noGroups: string;
  weekdays: Record<Weekday, string>;
}

const english: ExplainWords = {
  steps: {
    'point-mode': {
      passed: () => 'The point was in service.',
      released: () => 'The point let everybody through, whatever was shown.',
      point_disabled: () => 'The point was out of service, for everybody.',
    },
    horizon: { stale_bundle: () => 'The rules at hand did not reach as far as this day.' },
    'point-opens': { point_disabled: () => 'The point’s opening date had not come.' },
    parse: {
      passed: () => 'The text was a code of ours, whole.',
      unreadable: () => 'The text was no code of ours, or was read only in part.',
    },
    campus: { wrong_campus: () => 'The code was another campus’s.' },
    key: { unknown_key: () => 'It was signed with a key that this campus does not list.' },
    signature: {
      passed: () => 'The signature was good: this campus made the code.',
      bad_signature: () => 'The signature was not good: the code was changed, or forged.',
    },
    freshness: {
      passed: ({ from, until }) => `The code was fresh: good from ${from} to ${until}.`,
      expired_code: ({ from, until, shown }) =>
        `The code was too old: good from ${from} to ${until}, shown at ${shown}.`,
      clock_ahead: ({ from, shown }) =>
        `The code was made for a time to come, ${from}, and shown at ${shown}.`,
    },
    credential: {
      passed: ({ moved, groups }) =>
        moved
          ? `The holder’s groups had changed since the code was made; these counted: ${groups}.`
          : 'Nothing had ended the right to the code since it was made.',
      credential_frozen: () => 'The holder’s right to codes was frozen.',
      credential_suspended: () => 'The holder’s right to codes was suspended.',
      credential_revoked: () => 'The right to the code had ended.',
      superseded: () => 'The code came from a phone that had been logged out, or from before a change.',
    },
    lockdown: {
      passed: () => 'No lockdown was in force around the point.',
      lockdown: () => 'A lockdown was in force, and let responders through only.',
    },
    'rule-deny': {
      passed: () => 'No rule forbade it.',
      not_permitted_here: ({ rule, sentence }) => `The rule ${rule} forbade it: ${sentence}`,
    },
    'rule-allow': {
      passed: ({ rule, sentence, local }) => `The rule ${rule} allowed it on ${local}: ${sentence}`,
      not_permitted_here: ({ groups }) => `No rule lets these groups in here: ${groups}.`,
      outside_hours: ({ groups, local }) =>
        `A rule lets one of these groups in here (${groups}), but not on ${local}.`,
    },
    'visit-window': {
      passed: ({ windowFrom, windowUntil }) => `It was within the visit, ${windowFrom} to ${windowUntil}.`,
      visit_not_started: ({ windowFrom }) => `The visit had not begun: it begins ${windowFrom}.`,
      visit_over: ({ windowUntil }) => `The visit was over: it ended ${windowUntil}.`,
    },
    'visit-point': {
      passed: () => 'The visit names this point.',
      not_permitted_here: () => 'The visit does not name this point.',
    },
  },
  singleUse:
    'The limit decided: a code opens a point once. This one had been used here already, so it was refused.',
  origin: ({ origin }) => `Another system (${origin}) was asked, knew the text and said yes.`,
  because: {
    applies: 'applied',
    other_group: 'names none of these groups',
    other_date: 'did not hold on that date',
    other_hours: 'held at other hours',
  },
  noGroups: 'none',
  weekdays: {
    ...{ mon: 'Monday', tue: 'Tuesday', wed: 'Wednesday', thu: 'Thursday', fri: 'Friday' },
    ...{ sat: 'Saturday', sun: 'Sunday' },
  },
};

const hant: ExplainWords = {
  steps: {
    'point-mode': {
      passed: () => '通行點正在使用。',
      released: () => '通行點開放予所有人通過，不論出示甚麼。',
      point_disabled: () => '通行點對所有人停用。',
    },
    horizon: { stale_bundle: () => '當時持有的規則未涵蓋這一日。' },
    'point-opens': { point_disabled: () => '通行點尚未到啟用日期。' },
    parse: {
      passed: () => '文字是完整的通行碼。',
      unreadable: () => '文字並非我們的通行碼，或只讀取到一部分。',
    },
    campus: { wrong_campus: () => '通行碼屬於另一校園。' },
    key: { unknown_key: () => '簽署所用的金鑰不在本校園的金鑰清單上。' },
    signature: {
      passed: () => '簽署正確：通行碼由本校園發出。',
      bad_signature: () => '簽署不正確：通行碼曾被更改或偽造。',
    },
    freshness: {
      passed: ({ from, until }) => `通行碼在有效時段內：${from} 至 ${until}。`,
      expired_code: ({ from, until, shown }) =>
        `通行碼已過期：有效時段為 ${from} 至 ${until}，於 ${shown} 出示。`,
      clock_ahead: ({ from, shown }) => `通行碼的有效時段尚未開始：${from} 起有效，於 ${shown} 出示。`,
    },
    credential: {
      passed: ({ moved, groups }) =>
        moved ? `發碼後持碼人的群組已更改，以此為準：${groups}。` : '發碼後使用權未曾終止。',
      credential_frozen: () => '持碼人的使用權已凍結。',
      credential_suspended: () => '持碼人的使用權已暫停。',
      credential_revoked: () => '通行碼的使用權已終止。',
      superseded: () => '通行碼來自已登出的手機，或早於一次更改。',
    },
    lockdown: {
      passed: () => '通行點所在區域沒有封鎖。',
      lockdown: () => '區域正在封鎖，只讓應變人員通過。',
    },
    'rule-deny': {
      passed: () => '沒有規則禁止。',
      not_permitted_here: ({ rule, sentence }) => `規則 ${rule} 禁止：${sentence}`,
    },
    'rule-allow': {
      passed: ({ rule, sentence, local }) => `規則 ${rule} 於${local}准許：${sentence}`,
      not_permitted_here: ({ groups }) => `沒有規則准許這些群組在此通過：${groups}。`,
      outside_hours: ({ groups, local }) => `有規則准許其中一個群組在此通過（${groups}），但不包括${local}。`,
    },
    'visit-window': {
      passed: ({ windowFrom, windowUntil }) => `在預約時間之內：${windowFrom} 至 ${windowUntil}。`,
      visit_not_started: ({ windowFrom }) => `預約尚未開始：${windowFrom} 開始。`,
      visit_over: ({ windowUntil }) => `預約已結束：${windowUntil} 結束。`,
    },
    'visit-point': {
      passed: () => '預約包括此通行點。',
      not_permitted_here: () => '預約不包括此通行點。',
    },
  },
  singleUse: '由限制決定：一個通行碼在每個通行點只可使用一次。此碼先前已在此使用，因此拒絕。',
  origin: ({ origin }) => `已向另一系統（${origin}）查詢，該系統認得此文字並准許。`,
  because: {
    applies: '適用',
    other_group: '不涉及這些群組',
    other_date: '當日不適用',
    other_hours: '當時不在其時間內',
  },
  noGroups: '沒有',
  weekdays: {
    ...{ mon: '星期一', tue: '星期二', wed: '星期三', thu: '星期四', fri: '星期五' },
    ...{ sat: '星期六', sun: '星期日' },
  },
};

const hans: ExplainWords = {
  steps: {
    'point-mode': {
      passed: () => '通行点正在使用。',
      released: () => '通行点对所有人开放，不论出示什么。',
      point_disabled: () => '通行点对所有人停用。',
    },
    horizon: { stale_bundle: () => '当时持有的规则未涵盖这一天。' },
    'point-opens': { point_disabled: () => '通行点尚未到启用日期。' },
    parse: {
      passed: () => '文字是完整的通行码。',
      unreadable: () => '文字不是我们的通行码，或只读取到一部分。',
    },
    campus: { wrong_campus: () => '通行码属于另一校园。' },
    key: { unknown_key: () => '签名所用的密钥不在本校园的密钥清单上。' },
    signature: {
      passed: () => '签名正确：通行码由本校园发出。',
      bad_signature: () => '签名不正确：通行码曾被更改或伪造。',
    },
    freshness: {
      passed: ({ from, until }) => `通行码在有效时段内：${from} 至 ${until}。`,
      expired_code: ({ from, until, shown }) =>
        `通行码已过期：有效时段为 ${from} 至 ${until}，于 ${shown} 出示。`,
      clock_ahead: ({ from, shown }) => `通行码的有效时段尚未开始：${from} 起有效，于 ${shown} 出示。`,
    },
    credential: {
      passed: ({ moved, groups }) =>
        moved ? `发码后持码人的群组已更改，以此为准：${groups}。` : '发码后使用权未曾终止。',
      credential_frozen: () => '持码人的使用权已冻结。',
      credential_suspended: () => '持码人的使用权已暂停。',
      credential_revoked: () => '通行码的使用权已终止。',
      superseded: () => '通行码来自已退出的手机，或早于一次更改。',
    },
    lockdown: {
      passed: () => '通行点所在区域没有封锁。',
      lockdown: () => '区域正在封锁，只让应急人员通过。',
    },
    'rule-deny': {
      passed: () => '没有规则禁止。',
      not_permitted_here: ({ rule, sentence }) => `规则 ${rule} 禁止：${sentence}`,
    },
    'rule-allow': {
      passed: ({ rule, sentence, local }) => `规则 ${rule} 在${local}准许：${sentence}`,
      not_permitted_here: ({ groups }) => `没有规则准许这些群组在此通过：${groups}。`,
      outside_hours: ({ groups, local }) => `有规则准许其中一个群组在此通过（${groups}），但不包括${local}。`,
    },
    'visit-window': {
      passed: ({ windowFrom, windowUntil }) => `在预约时间之内：${windowFrom} 至 ${windowUntil}。`,
      visit_not_started: ({ windowFrom }) => `预约尚未开始：${windowFrom} 开始。`,
      visit_over: ({ windowUntil }) => `预约已结束：${windowUntil} 结束。`,
    },
    'visit-point': {
      passed: () => '预约包括此通行点。',
      not_permitted_here: () => '预约不包括此通行点。',
    },
  },
  singleUse: '由限制决定：一个通行码在每个通行点只能使用一次。此码先前已在此使用，因此拒绝。',
  origin: ({ origin }) => `已向另一系统（${origin}）查询，该系统认得此文字并准许。`,
  because: {
    applies: '适用',
    other_group: '不涉及这些群组',
    other_date: '当天不适用',
    other_hours: '当时不在其时间内',
  },
  noGroups: '没有',
  weekdays: {
    ...{ mon: '星期一', tue: '星期二', wed: '星期三', thu: '星期四', fri: '星期五' },
    ...{ sat: '星期六', sun: '星期日' },
  },
};

export const EXPLAIN_WORDS: Record<Language, ExplainWords> = {
  en: english,
  'zh-Hant': hant,
  'zh-Hans': hans,
};
