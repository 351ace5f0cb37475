import type { LegacyWords } from './index.js';

export const simplifiedChinese: LegacyWords = {
  title: '旧预约系统',
  lede: '最近 14 天内，各闸机由本系统的码和旧系统分别开启的次数。',
  used: (times, last) => `旧系统共开闸 ${times} 次，最近一次在 ${last}，目前仍有人使用。`,
  unused: '最近 14 天没有旧系统的码打开过闸机。如本系统已在闸机使用满 14 天，可以停用本插件。',
  gates: '闸机',
  point: '闸机',
  own: '本系统的码开启',
  yes: '旧系统开启',
  no: '旧系统拒绝',
  silent: '旧系统无应答',
  closedYes: '我方关闭时旧系统同意',
  lastUse: '旧系统最近开启',
  never: '14 天内没有',
  none: '目前还没有使用记录。',
};
