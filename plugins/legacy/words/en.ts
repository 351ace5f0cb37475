import type { LegacyWords } from './index.js';

export const english: LegacyWords = {
  title: 'Old appointment system',
  lede: 'What our own codes and the old system opened at each gate in the last 14 days.',
  used: (times, last) => `Openings by the old system: ${times}, the last on ${last}. It is still needed.`,
  unused:
    'No code of the old system has opened a gate in the last 14 days. If this hub has served the gates for as long, disable this plugin.',
  gates: 'Gates',
  point: 'Gate',
  own: 'Opened by our codes',
  yes: 'Opened by the old system',
  no: 'Refused by the old system',
  silent: 'No answer from it',
  closedYes: 'Its yes at our closed gate',
  lastUse: 'Last opened by it',
  never: 'Not in 14 days',
  none: 'No gate has been used yet.',
};
