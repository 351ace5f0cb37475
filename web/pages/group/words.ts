import type { Language } from '../../../core/domain/languages.js';

export interface GroupWords {
  title: (group: string) => string;
  lede: string;
  left: (places: number) => string;
  yourName: string;
  submit: string;
  full: { title: string; text: string };
  ended: { title: string; text: string };
  done: { title: string; approved: string; requested: string; another: string };
}

export const GROUP_WORDS: Record<Language, GroupWords> = {
  en: {
    title: (group) => `Register with ${group}`,
    lede: 'Everybody in the group registers once. The link to your own pass then comes to you alone.',
    left: (places) => (places === 1 ? 'One place is left.' : `${places} places are left.`),
    yourName: 'Your name',
    submit: 'Register',
    full: {
      title: 'All places are taken',
      text: 'As many people have registered as were invited. If you should be one of them, please ask the host.',
    },
    ended: {
      title: 'This registration is closed',
      text: 'The host has closed it, or the visit is over or cancelled. If you should be part of the group, please ask the host.',
    },
    done: {
      title: 'You are registered',
      approved: 'A message with the link to your pass is on its way.',
      requested:
        'The campus has yet to agree to the visit. A message with the link to your pass follows then.',
      another: 'Register somebody else',
    },
  },
  'zh-Hant': {
    title: (group) => `登記參加：${group}`,
    lede: '團體中每位成員各登記一次，通行證連結會發送給您本人。',
    left: (places) => `尚餘 ${places} 個名額。`,
    yourName: '您的姓名',
    submit: '登記',
    full: { title: '名額已滿', text: '登記人數已達邀請上限。如您應在受邀之列，請聯絡邀請人。' },
    ended: {
      title: '登記已截止',
      text: '邀請人已截止登記，或來訪已結束或取消。如您屬於該團體，請聯絡邀請人。',
    },
    done: {
      title: '登記成功',
      approved: '附有通行證連結的訊息正在發送給您。',
      requested: '校方尚未批准此次來訪；批准後您會收到附有通行證連結的訊息。',
      another: '為另一人登記',
    },
  },
  'zh-Hans': {
    title: (group) => `登记参加：${group}`,
    lede: '团体中每位成员各登记一次，通行证链接会发送给您本人。',
    left: (places) => `还剩 ${places} 个名额。`,
    yourName: '您的姓名',
    submit: '登记',
    full: { title: '名额已满', text: '登记人数已达邀请上限。如果您应在受邀之列，请联系邀请人。' },
    ended: {
      title: '登记已截止',
      text: '邀请人已截止登记，或来访已结束或取消。如果您属于该团体，请联系邀请人。',
    },
    done: {
      title: '登记成功',
      approved: '带有通行证链接的消息正在发送给您。',
      requested: '校方尚未批准本次来访；批准后您会收到带有通行证链接的消息。',
      another: '为另一人登记',
    },
  },
};
