import type { Language } from '../../core/domain/languages.js';

/** What a till shows beside the campus's own advice. `time` is a time of the campus's day, such as 12:05. */
export interface TillWords {
  taken(period: string): string;
  free(period: string): string;
  used(period: string, time: string): string;
  reversed(period: string): string;
  fullPrice(period: string): string;
  noPeriod: string;
  /** Where the campus file has no advice for the canteen. */
  advice: string;
}

export const TILL_WORDS: Record<Language, TillWords> = {
  en: {
    taken: (period) => `${period}: taken.`,
    free: (period) => `${period}: not taken yet.`,
    used: (period, time) => `${period} was taken at ${time}.`,
    reversed: (period) => `${period}: given back.`,
    fullPrice: (period) => `${period}: full price.`,
    noPeriod: 'No meal is served now.',
    advice: 'Please approach the duty staff.',
  },
  'zh-Hant': {
    taken: (period) => `${period}：已領取。`,
    free: (period) => `${period}：尚未領取。`,
    used: (period, time) => `${period}已於 ${time} 領取。`,
    reversed: (period) => `${period}：已退回。`,
    fullPrice: (period) => `${period}：按原價。`,
    noPeriod: '現時並非供餐時間。',
    advice: '請向當值職員求助。',
  },
  'zh-Hans': {
    taken: (period) => `${period}：已领取。`,
    free: (period) => `${period}：尚未领取。`,
    used: (period, time) => `${period}已于 ${time} 领取。`,
    reversed: (period) => `${period}：已退回。`,
    fullPrice: (period) => `${period}：按原价。`,
    noPeriod: '现在不是供餐时间。',
    advice: '请向值班员工求助。',
  },
};
