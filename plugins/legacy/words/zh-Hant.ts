import type { LegacyWords } from './index.js';

export const traditionalChinese: LegacyWords = {
  title: '舊預約系統',
  lede: '最近 14 天內，各閘機由本系統的碼及舊系統分別開啟的次數。',
  used: (times, last) => `舊系統共開閘 ${times} 次，最近一次在 ${last}，現時仍有人使用。`,
  unused: '最近 14 天沒有舊系統的碼開啟過閘機。如本系統已在閘機使用滿 14 天，可停用本外掛程式。',
  gates: '閘機',
  point: '閘機',
  own: '由本系統的碼開啟',
  yes: '由舊系統開啟',
  no: '被舊系統拒絕',
  silent: '舊系統沒有回應',
  closedYes: '我方關閉時舊系統同意',
  lastUse: '舊系統最近開啟',
  never: '14 天內沒有',
  none: '暫時未有使用紀錄。',
};
