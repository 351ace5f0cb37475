import type { Language } from '../../../core/domain/languages.js';

export interface FactWords {
  when: string;
  where: string;
  host: string;
  purpose: string;
  visitor: string;
}

export const FACT_WORDS: Record<Language, FactWords> = {
  en: { when: 'When', where: 'Where', host: 'Host', purpose: 'Purpose', visitor: 'Visitor' },
  'zh-Hant': { when: '時間', where: '地點', host: '邀請人', purpose: '來訪事由', visitor: '訪客' },
  'zh-Hans': { when: '时间', where: '地点', host: '邀请人', purpose: '来访事由', visitor: '访客' },
};
