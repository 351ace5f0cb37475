import { deny, type Question, type Verdict } from '../question.js';

/** A released or evacuation point grants every scan, readable or not; a disabled or unknown one refuses every scan. */
export function pointMode({ grounds }: Question): Verdict | undefined {
  switch (grounds.mode) {
    case 'released':
    case 'evacuation':
      return { outcome: 'grant', reason: 'released' };
    case 'disabled':
      return deny('point_disabled');
    case 'normal':
      return undefined;
  }
}
