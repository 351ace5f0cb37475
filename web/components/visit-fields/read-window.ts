import { instantOf } from '../../../core/domain/visits-local-time.js';
import type { WindowAsk } from '../../../core/use-cases/visits/visit-ask.js';
import { typedMoment } from './fields.js';
import { many, type Typed } from './typed.js';

/** When and where, as a form says it in the campus's zone; a moment that cannot be read is NaN, which is refused as invalid. */
export function windowOf(typed: Typed, timeZone: string): WindowAsk {
  const at = (name: string) => {
    const { day, time } = typedMoment(typed, name) ?? { day: '', time: '' };
    return instantOf(timeZone, `${day}T${time}`) ?? Number.NaN;
  };
  return { from: at('from'), until: at('until'), points: many(typed, 'points') };
}
