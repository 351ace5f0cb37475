import type { Language } from '../../../core/domain/languages.js';
import type { PointKind } from '../../../core/domain/policy-source.js';

export interface PremisesWords {
  title: string;
  now: string;
  soon: string;
  none: string;
  lede: (codeName: string) => string;
  from: (date: string) => string;
  kinds: Record<PointKind, string>;
}

export const PREMISES_WORDS: Record<Language, PremisesWords> = {
  en: {
    title: 'Premises',
    now: 'Accepted at',
    soon: 'Coming soon',
    none: 'Nothing is announced at the moment.',
    lede: (codeName) => `Where the ${codeName} opens the way today.`,
    from: (date) => `From ${date}`,
    kinds: { gate: 'gate', door: 'door', printer: 'printer', till: 'till' },
  },
  'zh-Hant': {
    title: '適用地點',
    now: '現已適用',
    soon: '即將適用',
    none: '目前沒有新的地點。',
    lede: (codeName) => `以下地點現已接受${codeName}。`,
    from: (date) => `由 ${date} 起`,
    kinds: { gate: '閘機', door: '門禁', printer: '打印機', till: '收銀機' },
  },
  'zh-Hans': {
    title: '适用地点',
    now: '现已适用',
    soon: '即将适用',
    none: '目前没有新的地点。',
    lede: (codeName) => `以下地点现已接受${codeName}。`,
    from: (date) => `自 ${date} 起`,
    kinds: { gate: '闸机', door: '门禁', printer: '打印机', till: '收银机' },
  },
};
